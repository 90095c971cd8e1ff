-- Every table and column carries a comment: the published file explains itself.
-- reads: duckdb_tables, duckdb_columns
SELECT table_name, NULL AS column_name
FROM duckdb_tables()
WHERE NOT internal AND coalesce(trim(comment), '') = ''
UNION ALL
SELECT c.table_name, c.column_name
FROM duckdb_columns() AS c
SEMI JOIN duckdb_tables() AS t USING (database_name, schema_name, table_name)
WHERE NOT c.internal AND coalesce(trim(c.comment), '') = ''
