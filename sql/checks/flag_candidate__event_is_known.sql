-- What rules work on are known events.
-- reads: flag_candidate, event
SELECT DISTINCT row.event_id
FROM flag_candidate AS row
ANTI JOIN event AS known USING (event_id)
