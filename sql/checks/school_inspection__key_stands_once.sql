-- One row is one school and one inspection.
-- reads: school_inspection
SELECT urn, inspection_id, count(*) AS rows_found
FROM school_inspection
GROUP BY ALL
HAVING count(*) > 1
