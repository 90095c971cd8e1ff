-- What rules work on are known events.
-- reads: trigger_window, event
SELECT DISTINCT row.event_id
FROM trigger_window AS row
ANTI JOIN event AS known USING (event_id)
