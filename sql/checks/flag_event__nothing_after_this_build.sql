-- Nothing happened after the day that the build stands for.
-- reads: flag_event, build
SELECT e.flag_id, e.event, e.event_on, b.as_of
FROM flag_event AS e
CROSS JOIN build AS b
WHERE e.event_on > b.as_of
