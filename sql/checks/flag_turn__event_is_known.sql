-- What rules work on are known events.
-- reads: flag_turn, event
SELECT DISTINCT row.event_id
FROM flag_turn AS row
ANTI JOIN event AS known USING (event_id)
