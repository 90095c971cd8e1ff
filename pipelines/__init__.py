"""How everything is made: sources, archive, documents, warehouse, command line. Plain Python.

Does not belong here: Dagster (only definitions.py imports it), statements (sql/), look-ups and texts
(reference/).
"""
