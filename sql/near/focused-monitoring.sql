-- How far an event is from focused-monitoring, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    CASE WHEN e.kind = 'report' AND e.inspection_kind = 'focused_monitoring' THEN 0 END AS short_by,
    CASE WHEN e.kind <> 'report' OR e.inspection_kind <> 'focused_monitoring' THEN [['near.focused-monitoring.kind']] END AS missing
FROM workings.event AS e
WHERE list_contains($events, e.event_id)
