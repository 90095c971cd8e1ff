-- Nothing is said of an inspection that is not in inspection.
-- reads: judgement, inspection
SELECT DISTINCT row.inspection_id
FROM judgement AS row
ANTI JOIN inspection AS known USING (inspection_id)
