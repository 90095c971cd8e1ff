-- Nothing is said of an inspection that is not in inspection.
-- reads: source_claim, inspection
SELECT DISTINCT row.inspection_id
FROM source_claim AS row
ANTI JOIN inspection AS known USING (inspection_id)
