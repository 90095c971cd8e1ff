-- How far an event is from urgent-improvement, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    -- Grades of the report card from the lowest one up to Urgent improvement, the fifth.
    5 - lowest.grade_rank AS short_by,
    CASE
        WHEN lowest.grade_rank IS NULL THEN [['near.no_card_grades']]
        WHEN lowest.grade_rank < 5 THEN [['near.lowest_grade', 'Urgent improvement', lowest.grade]]
    END AS missing
FROM workings.event AS e
LEFT JOIN (
    SELECT event_id, max(grade_rank) AS grade_rank, arg_max(grade, grade_rank) AS grade
    FROM workings.event_judgement
    WHERE list_contains($events, event_id) AND area <> 'safeguarding'
    GROUP BY event_id
) AS lowest ON lowest.event_id = e.event_id AND e.framework = 'report_card_2025'
WHERE list_contains($events, e.event_id)
