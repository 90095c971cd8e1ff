-- A flag rests on an inspection of this build, unless it was retracted because the inspection is gone.
-- reads: welfare_flag, inspection
SELECT f.flag_id, f.inspection_id, f.status
FROM welfare_flag AS f
ANTI JOIN inspection AS known USING (inspection_id)
WHERE f.status <> 'retracted'
