-- Every column of every table and view that is published, in its place, as a data package describes it.
-- Grain: one column of a table or view of the default schema. Reader: the data package of the exports.
SELECT
    c.table_name,
    c.column_name,
    c.data_type,
    NOT c.is_nullable AS required,
    c.comment,
    coalesce(t.comment, v.comment) AS table_comment,
    v.view_name IS NOT NULL AS is_view,
    c.table_name = 'build' OR coalesce(regexp_matches(v.sql, '\bbuild\b'), FALSE) AS reads_build
FROM duckdb_columns() AS c
LEFT JOIN duckdb_tables() AS t ON t.table_oid = c.table_oid
LEFT JOIN duckdb_views() AS v ON v.view_oid = c.table_oid
WHERE NOT c.internal AND c.schema_name = 'main'
ORDER BY c.table_name, c.column_index;
