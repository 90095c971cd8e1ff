-- The report before is another one and began no later.
-- reads: previous_graded, inspection
SELECT p.inspection_id, p.previous_inspection_id, now.inspection_start_date, before.inspection_start_date AS previous_start_date
FROM previous_graded AS p
JOIN inspection AS now USING (inspection_id)
LEFT JOIN inspection AS before ON before.inspection_id = p.previous_inspection_id
WHERE before.inspection_id IS NULL
    OR before.inspection_id = now.inspection_id
    OR before.inspection_start_date > now.inspection_start_date
