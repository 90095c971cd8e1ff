-- How far an event is from leadership-needs-attention, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    abs(4 - j.grade_rank) AS short_by,
    CASE
        WHEN j.grade IS NULL THEN [['near.leadership-needs-attention.no_grade']]
        WHEN j.grade <> 'Needs attention' THEN [['near.leadership-needs-attention.grade', j.grade]]
    END AS missing
FROM workings.event AS e
LEFT JOIN workings.event_judgement AS j ON j.event_id = e.event_id AND j.area = 'leadership_and_governance'
WHERE list_contains($events, e.event_id)
