-- The shown-log holds earlier builds only: nobody goes behind the last published as-of date.
-- reads: shown_event, build
SELECT e.flag_id, e.event, e.event_on, b.as_of
FROM shown_event AS e
CROSS JOIN build AS b
WHERE e.event_on > b.as_of
