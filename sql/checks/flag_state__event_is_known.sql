-- What rules work on are known events.
-- reads: flag_state, event
SELECT DISTINCT row.event_id
FROM flag_state AS row
ANTI JOIN event AS known USING (event_id)
