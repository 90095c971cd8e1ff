-- The distinct values (or combinations) in some columns of one table, however often each occurs.
-- Parameters: table, its name; columns, a list of names. Grain: one row.
SELECT format('{}:{}', count(*), coalesce(bit_xor(value_hash), 0)) AS fingerprint
FROM (SELECT DISTINCT hash(*COLUMNS(lambda name: list_contains($columns, name))) AS value_hash FROM query_table($table))
