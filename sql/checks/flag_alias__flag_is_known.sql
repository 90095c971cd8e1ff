-- An alias leads to a flag.
-- reads: flag_alias, welfare_flag
SELECT DISTINCT alias.flag_id
FROM flag_alias AS alias
ANTI JOIN welfare_flag AS known USING (flag_id)
