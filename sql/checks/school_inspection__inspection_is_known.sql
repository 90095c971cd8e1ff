-- Nothing is said of an inspection that is not in inspection.
-- reads: school_inspection, inspection
SELECT DISTINCT row.inspection_id
FROM school_inspection AS row
ANTI JOIN inspection AS known USING (inspection_id)
