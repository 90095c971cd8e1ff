-- Nothing is said of an inspection that is not in inspection.
-- reads: inspection_alias, inspection
SELECT DISTINCT row.inspection_id
FROM inspection_alias AS row
ANTI JOIN inspection AS known USING (inspection_id)
