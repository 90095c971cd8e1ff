-- One row is one grading and the one before.
-- reads: judgement_change
SELECT inspection_id, area, grading_no, count(*) AS rows_found
FROM judgement_change
GROUP BY ALL
HAVING count(*) > 1
