-- A flag that officers were shown is still there, if only as retracted, or found under the flag that it was joined to.
-- reads: shown_flag, welfare_flag, flag_alias
SELECT shown.shown_id, shown.status
FROM workings.shown_flag AS shown
ANTI JOIN welfare_flag AS f ON f.flag_id = shown.shown_id
ANTI JOIN flag_alias AS joined ON joined.alias = shown.shown_id
