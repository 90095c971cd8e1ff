-- How far an event is from regraded-down, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    CASE
        WHEN e.kind = 'report' THEN NULL
        WHEN EXISTS (FROM workings.event_judgement AS j WHERE j.event_id = e.event_id) THEN 0
        WHEN EXISTS (FROM workings.outcome_word AS w WHERE w.meaning = 'adverse_monitoring' AND contains(lower(e.outcome), w.word)) THEN 0
        ELSE 1
    END AS short_by,
    CASE
        WHEN e.kind = 'report' THEN [['near.regraded-down.report']]
        WHEN EXISTS (FROM workings.event_judgement AS j WHERE j.event_id = e.event_id) THEN NULL
        WHEN EXISTS (FROM workings.outcome_word AS w WHERE w.meaning = 'adverse_monitoring' AND contains(lower(e.outcome), w.word)) THEN NULL
        WHEN e.kind = 'monitoring' THEN [['near.outcome', e.outcome]]
        ELSE [['near.regraded-down.not_down']]
    END AS missing
FROM workings.event AS e
WHERE list_contains($events, e.event_id)
