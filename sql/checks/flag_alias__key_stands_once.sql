-- One row is one other name of one flag.
-- reads: flag_alias
SELECT flag_id, alias, count(*) AS rows_found
FROM flag_alias
GROUP BY ALL
HAVING count(*) > 1
