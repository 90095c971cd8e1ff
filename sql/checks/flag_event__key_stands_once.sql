-- A transition is told once.
-- reads: flag_event
SELECT flag_id, event_on, event, build_id, count(*) AS rows_found
FROM flag_event
GROUP BY ALL
HAVING count(*) > 1
