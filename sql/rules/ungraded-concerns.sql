-- id: ungraded-concerns
-- title: The outcome of an ungraded inspection names concerns or aspects not as strong
-- tier: 3
-- window_days: 30
-- effect: trigger
-- rationale: A graded inspection is to be expected next.
-- source: Ofsted school inspection handbook to November 2025: outcomes of ungraded inspections
SELECT
    e.event_id,
    CASE WHEN e.outcome IS NOT NULL THEN format(say('evidence.ungraded-concerns.outcome'), e.outcome) END AS evidence,
    e.document_id,
    e.locator,
    CASE WHEN e.outcome IS NULL THEN say('unknown.outcome') END AS unknown
FROM workings.event AS e
WHERE e.inspection_kind IN ('ungraded', 'short')
    AND (
        e.outcome IS NULL
        OR EXISTS (FROM workings.outcome_word AS w WHERE w.meaning = 'ungraded_concern' AND contains(lower(e.outcome), w.word))
    )
