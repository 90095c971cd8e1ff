-- Every table macro that is published: what it is called with, and what it answers.
-- Grain: one table macro of the default schema. Reader: the data dictionary.
SELECT function_name AS name, parameters, comment
FROM duckdb_functions()
WHERE NOT internal AND schema_name = 'main' AND function_type = 'table_macro'
ORDER BY function_name;
