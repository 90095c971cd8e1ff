-- Content of some columns of one table, whatever the order of its rows.
-- Parameters: table, its name; columns, a list of names. Grain: one row.
SELECT format('{}:{}:{}', count(*), coalesce(bit_xor(row_hash), 0), coalesce(sum(row_hash::HUGEINT), 0)) AS fingerprint
FROM (SELECT hash(*COLUMNS(lambda name: list_contains($columns, name))) AS row_hash FROM query_table($table))
