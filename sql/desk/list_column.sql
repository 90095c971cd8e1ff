-- The columns of the officers' list in their order, also where nothing is open. Grain: one column. Reader: desk.
SELECT column_name
FROM duckdb_columns()
WHERE schema_name = 'main' AND table_name = 'flag_list'
ORDER BY column_index;
