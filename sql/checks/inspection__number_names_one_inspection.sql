-- An inspection number names one inspection, with or without the prefix ITS of older ones.
-- reads: inspection
SELECT regexp_replace(upper(inspection_number), '^ITS', '') AS number_key, count(*) AS inspections, min(inspection_id) AS one_of_them
FROM inspection
WHERE inspection_number IS NOT NULL
GROUP BY number_key
HAVING count(*) > 1
