-- id: was-outstanding
-- title: The graded report before gave overall effectiveness 1
-- tier: none
-- window_days: none
-- effect: modifier
-- rationale: In the case that began this work the school had been outstanding. Lifts tier 3 to tier 2, nothing else.
-- source: Prevention of Future Deaths report, December 2023: the case
SELECT
    e.event_id,
    CASE WHEN p.inspection_id IS NOT NULL THEN
        format(say('evidence.was-outstanding.fact'), coalesce(in_words(i.publication_date), say('list.not_known')))
    END AS evidence,
    before.document_id,
    before.locator,
    CASE WHEN p.inspection_id IS NULL THEN say('unknown.previous_report') END AS unknown
FROM workings.event AS e
LEFT JOIN workings.graded_before AS p ON p.inspection_id = e.inspection_id
LEFT JOIN inspection AS i ON i.inspection_id = p.previous_inspection_id
LEFT JOIN judgement AS before
    ON before.inspection_id = p.previous_inspection_id AND before.area = 'overall_effectiveness' AND before.grading_no = 1
WHERE e.kind = 'report'
    AND e.inspection_kind IN ('graded', 'report_card')
    AND (p.inspection_id IS NULL OR before.grade = 'Outstanding')
