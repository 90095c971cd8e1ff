-- id: regraded-down
-- title: An area was re-graded down, or a monitoring report has an adverse outcome
-- tier: 2
-- window_days: 60
-- effect: trigger
-- rationale: A second adverse published outcome for leaders who are already under monitoring. An adverse monitoring report also brings
--   back the flag of the report that it monitors, until a year after that was published.
-- source: Ofsted monitoring operating guide
SELECT
    j.event_id,
    string_agg(
        format(say('evidence.regraded-down.area'), j.area_title, in_words(j.grade_date), j.previous_grade, j.grade), '; '
        ORDER BY j.area_title
    ) || '.' AS evidence,
    min(j.document_id) AS document_id,
    string_agg(j.locator, '; ' ORDER BY j.area_title) AS locator,
    NULL AS unknown
FROM workings.event_judgement AS j
JOIN workings.event AS e USING (event_id)
WHERE e.kind = 'regrading'
GROUP BY j.event_id
UNION ALL
SELECT
    e.event_id,
    CASE WHEN e.outcome IS NOT NULL THEN format(say('evidence.regraded-down.monitoring'), in_words(e.event_on), e.outcome) END,
    e.document_id,
    e.locator,
    CASE WHEN e.outcome IS NULL THEN say('unknown.outcome') END
FROM workings.event AS e
WHERE e.kind = 'monitoring'
    AND (
        e.outcome IS NULL
        OR EXISTS (FROM workings.outcome_word AS w WHERE w.meaning = 'adverse_monitoring' AND contains(lower(e.outcome), w.word))
    )
