-- Content of some columns of one table, whatever the order of its rows.
-- Parameters: table, its name; columns, a list of names. Grain: one row.
SELECT format('{}:{}:{}', count(*), bit_xor(row_hash), sum(row_hash::HUGEINT)) AS fingerprint
FROM (SELECT hash(*COLUMNS(lambda name: list_contains($columns, name))) AS row_hash FROM query_table($table))
