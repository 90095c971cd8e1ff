"""The register of schools (GIAS): the extract of all establishments, the links between them, and trust
membership.

Belongs here: reading these three files. Does not belong here: fetching them and taking out what names people
(sources/gias.py, sources/redaction.py), what succession follows from links (sql/core).
"""
