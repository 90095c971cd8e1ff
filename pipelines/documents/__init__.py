"""Readers of published documents: bytes in, tables out.

Belongs here: one reader for each kind of document, the refusal that they share, the store of what they read.
Does not belong here: fetching (sources/), keeping bytes (archive/), joining documents (warehouse/).
"""
