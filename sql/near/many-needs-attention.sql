-- How far an event is from many-needs-attention, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    CASE WHEN a.needing IS NOT NULL THEN greatest(threshold_of('many_needs_attention') - a.needing, 0) END AS short_by,
    CASE
        WHEN a.needing IS NULL THEN [['near.no_card_grades']]
        WHEN a.needing < threshold_of('many_needs_attention')
            THEN [['near.many-needs-attention.areas', a.needing::VARCHAR, threshold_of('many_needs_attention')::VARCHAR]]
    END AS missing
FROM workings.event AS e
LEFT JOIN (
    SELECT event_id, count(*) FILTER (grade = 'Needs attention') AS needing
    FROM workings.event_judgement
    WHERE list_contains($events, event_id) AND area <> 'safeguarding' AND status = 'graded'
    GROUP BY event_id
) AS a ON a.event_id = e.event_id AND e.framework = 'report_card_2025'
WHERE list_contains($events, e.event_id)
