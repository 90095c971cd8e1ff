-- One row is one count.
-- reads: case_outcome_count
SELECT month, local_authority, tier, outcome, count(*) AS rows_found
FROM case_outcome_count
GROUP BY ALL
HAVING count(*) > 1
