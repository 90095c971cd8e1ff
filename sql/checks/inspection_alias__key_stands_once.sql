-- One row is one alias of one inspection from one source.
-- reads: inspection_alias
SELECT inspection_id, source, alias, count(*) AS rows_found
FROM inspection_alias
GROUP BY ALL
HAVING count(*) > 1
