-- What happened to one flag, oldest first. Grain: one transition. Parameter: $flag_id. Reader: explain.
SELECT event_on, event, reason, build_id
FROM flag_event
WHERE flag_id = $flag_id
ORDER BY event_on, event;
