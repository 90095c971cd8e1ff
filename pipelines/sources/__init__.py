"""The sources: asking the publishers for what is new, politely, and putting every answer into the archive.

Belongs here: discovery of addresses, the one HTTP client, the manners it keeps, recordings that stand in for
the network. Does not belong here: reading what a document says (pipelines/documents).
"""
