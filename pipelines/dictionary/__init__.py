"""The data dictionary: every published table, view and column, as sql/ explains them, for people to read.

Belongs here: docs/data-dictionary.md and .html, the diagram in it, and what a change of the schema has to
say of itself. Does not belong here: any explanation, which stands beside each table and column in sql/.
"""
