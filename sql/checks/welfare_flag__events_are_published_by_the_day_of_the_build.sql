-- Rules see nothing that was published after the as-of date.
-- reads: event, build
SELECT e.event_id, e.event_on, b.as_of
FROM workings.event AS e
CROSS JOIN build AS b
WHERE e.event_on > b.as_of
