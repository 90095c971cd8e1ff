-- Inspections by number or id, for the help that follows when no flag has that name.
-- Grain: one inspection. Parameter: $name. Reader: explain.
SELECT DISTINCT i.inspection_id, i.urn_at_inspection AS urn, i.inspection_start_date, i.publication_date
FROM inspection AS i
LEFT JOIN inspection_alias AS a USING (inspection_id)
WHERE i.inspection_id = $name OR lower(i.inspection_number) = $name OR a.alias IN ($name, 'inspection_number:' || ltrim($name, 'its'))
ORDER BY i.inspection_start_date DESC;
