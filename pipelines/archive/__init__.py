"""The archive: every byte that a source ever answered with, and the ledger that says when and why.

Belongs here: storing bytes by their hash, the append-only ledger, the log of what was shown.
Does not belong here: asking sources (pipelines/sources), reading documents (pipelines/documents).
It is the only state that cannot be rebuilt, so every write is atomic and every read is
verified.
"""
