-- Nothing is said of an inspection that is not in inspection.
-- reads: judgement_change, inspection
SELECT DISTINCT row.inspection_id
FROM judgement_change AS row
ANTI JOIN inspection AS known USING (inspection_id)
