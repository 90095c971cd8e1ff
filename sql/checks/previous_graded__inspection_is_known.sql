-- Nothing is said of an inspection that is not in inspection.
-- reads: previous_graded, inspection
SELECT DISTINCT row.inspection_id
FROM previous_graded AS row
ANTI JOIN inspection AS known USING (inspection_id)
