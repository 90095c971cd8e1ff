-- One row is one period; a re-grading may end one and begin another.
-- reads: category_period
SELECT lineage_id, entered_by, category, count(*) AS rows_found
FROM category_period
GROUP BY ALL
HAVING count(*) > 1
