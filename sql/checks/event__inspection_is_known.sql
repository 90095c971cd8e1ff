-- Nothing is said of an inspection that is not in inspection.
-- reads: event, inspection
SELECT DISTINCT row.inspection_id
FROM event AS row
ANTI JOIN inspection AS known USING (inspection_id)
