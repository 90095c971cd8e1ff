-- Every flag has at least one event: how it came to stand here can be told.
-- reads: flag_event, welfare_flag
SELECT f.flag_id, f.status
FROM welfare_flag AS f
ANTI JOIN flag_event AS e USING (flag_id)
