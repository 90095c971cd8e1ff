-- Nothing is said of an inspection that is not in inspection.
-- reads: reconciliation, inspection
SELECT DISTINCT row.inspection_id
FROM reconciliation AS row
ANTI JOIN inspection AS known USING (inspection_id)
