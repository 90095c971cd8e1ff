-- What was published lately of some inspections and has no open flag for one school: the newest publication and any other of the
-- year before the build, five at most. Grain: one event. Parameters: $urn; $inspections, ids. Reader: explain.
WITH published AS (
    SELECT
        e.event_id, e.inspection_id, i.inspection_number, e.kind AS event_kind, e.inspection_kind, e.framework,
        CASE WHEN e.event_on_known OR e.kind = 'regrading' THEN e.event_on END AS publication_date,
        e.inspection_start_date, e.urn_at_inspection,
        f.flag_id, f.urn AS flag_urn, f.status,
        (SELECT arg_max(h.reason, h.event_on) FROM flag_event AS h WHERE h.flag_id = f.flag_id AND h.event = f.status) AS status_reason,
        row_number() OVER (ORDER BY e.event_on DESC, e.inspection_start_date DESC, e.event_id) AS place,
        e.event_on + INTERVAL 1 YEAR >= b.as_of AS is_recent
    FROM workings.event AS e
    CROSS JOIN build AS b
    JOIN inspection AS i USING (inspection_id)
    LEFT JOIN welfare_flag AS f USING (flag_id)
    WHERE list_contains($inspections, e.inspection_id)
)
SELECT * EXCLUDE (place, is_recent)
FROM published
WHERE (place = 1 OR is_recent) AND place <= 5 AND (coalesce(status, '') <> 'open' OR flag_urn <> $urn)
ORDER BY place;
