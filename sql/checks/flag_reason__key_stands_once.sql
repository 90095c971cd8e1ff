-- A rule fires once on a flag.
-- reads: flag_reason
SELECT flag_id, rule_id, count(*) AS rows_found
FROM flag_reason
GROUP BY ALL
HAVING count(*) > 1
