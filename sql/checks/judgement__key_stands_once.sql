-- One row is one grading of one area at one inspection.
-- reads: judgement
SELECT inspection_id, area, grading_no, count(*) AS rows_found
FROM judgement
GROUP BY ALL
HAVING count(*) > 1
