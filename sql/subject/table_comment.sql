-- What every table and view is, as its comment says. Grain: one table or view. Reader: pipelines/subject/subject.py.
SELECT schema_name || '.' || table_name AS name, comment AS about FROM duckdb_tables() WHERE NOT internal
UNION ALL
SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal
ORDER BY name;
