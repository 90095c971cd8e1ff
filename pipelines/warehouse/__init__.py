"""From admitted documents to a published set: admit, build, check, publish, explain.

Belongs here: what turns parsed relations into the DuckDB files that people open. The statements themselves
stand in sql/; fetching and parsing stand in pipelines/sources and pipelines/documents; Dagster stands in
assets/.
"""
