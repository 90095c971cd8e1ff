-- No two inspections share an inspection number as an alias. (They may share a URN and date: only the number tells them apart then.)
-- reads: inspection_alias
SELECT alias, count(DISTINCT inspection_id) AS inspections
FROM inspection_alias
WHERE alias LIKE 'inspection_number:%'
GROUP BY alias
HAVING count(DISTINCT inspection_id) > 1
