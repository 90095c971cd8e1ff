-- What happened, happened to a flag that can still be found, if only under the flag that it was joined to.
-- reads: flag_event, welfare_flag, flag_alias
SELECT DISTINCT e.flag_id
FROM flag_event AS e
ANTI JOIN welfare_flag AS known USING (flag_id)
ANTI JOIN flag_alias AS joined ON joined.alias = e.flag_id
