-- How far an event is from needs-attention, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    CASE
        WHEN a.lowest_rank IS NULL THEN NULL
        WHEN a.needing = 0 THEN abs(4 - a.lowest_rank)
        WHEN a.leadership THEN 1
        WHEN a.needing >= threshold_of('many_needs_attention') THEN a.needing - threshold_of('many_needs_attention') + 1
        ELSE 0
    END AS short_by,
    CASE
        WHEN a.lowest_rank IS NULL THEN [['near.no_card_grades']]
        WHEN a.needing = 0 THEN [['near.lowest_grade', 'Needs attention', a.lowest]]
        WHEN a.leadership THEN [['near.needs-attention.leadership']]
        WHEN a.needing >= threshold_of('many_needs_attention') THEN [['near.needs-attention.many', a.needing::VARCHAR]]
    END AS missing
FROM workings.event AS e
LEFT JOIN (
    SELECT
        event_id, max(grade_rank) AS lowest_rank, arg_max(grade, grade_rank) AS lowest,
        count(*) FILTER (grade = 'Needs attention') AS needing,
        coalesce(bool_or(area = 'leadership_and_governance' AND grade = 'Needs attention'), false) AS leadership
    FROM workings.event_judgement
    WHERE list_contains($events, event_id) AND area <> 'safeguarding'
    GROUP BY event_id
) AS a ON a.event_id = e.event_id AND e.framework = 'report_card_2025'
WHERE list_contains($events, e.event_id)
