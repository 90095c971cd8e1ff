-- What rules work on are known events.
-- reads: event_judgement, event
SELECT DISTINCT row.event_id
FROM event_judgement AS row
ANTI JOIN event AS known USING (event_id)
