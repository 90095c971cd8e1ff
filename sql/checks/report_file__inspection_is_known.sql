-- Nothing is said of an inspection that is not in inspection.
-- reads: report_file, inspection
SELECT DISTINCT row.inspection_id
FROM report_file AS row
ANTI JOIN inspection AS known USING (inspection_id)
