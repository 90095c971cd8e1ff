-- What happened to flags on the as-of date, apart from old news. Grain: one kind of event.
SELECT e.event, count(DISTINCT e.flag_id) AS flags
FROM flag_event AS e
JOIN build AS b ON e.event_on = b.as_of
WHERE e.event <> 'history'
GROUP BY e.event
ORDER BY e.event;
