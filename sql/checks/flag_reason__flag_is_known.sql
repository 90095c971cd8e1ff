-- A reason belongs to a flag.
-- reads: flag_reason, welfare_flag
SELECT DISTINCT reason.flag_id
FROM flag_reason AS reason
ANTI JOIN welfare_flag AS known USING (flag_id)
