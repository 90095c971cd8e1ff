-- How far an event is from ungraded-concerns, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    CASE
        WHEN e.inspection_kind NOT IN ('ungraded', 'short') THEN NULL
        WHEN EXISTS (FROM workings.outcome_word AS w WHERE w.meaning = 'ungraded_concern' AND contains(lower(e.outcome), w.word)) THEN 0
        ELSE 1
    END AS short_by,
    CASE
        WHEN e.inspection_kind NOT IN ('ungraded', 'short') THEN [['near.ungraded-concerns.kind']]
        WHEN EXISTS (FROM workings.outcome_word AS w WHERE w.meaning = 'ungraded_concern' AND contains(lower(e.outcome), w.word)) THEN NULL
        ELSE [['near.outcome', e.outcome]]
    END AS missing
FROM workings.event AS e
WHERE list_contains($events, e.event_id)
