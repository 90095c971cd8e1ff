-- Where a finding concerns an inspection, it is one of this build.
-- reads: finding, inspection
SELECT row.code, row.inspection_id
FROM finding AS row
ANTI JOIN inspection AS known USING (inspection_id)
WHERE row.inspection_id IS NOT NULL
