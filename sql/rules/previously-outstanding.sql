-- id: previously-outstanding
-- title: Previously outstanding, and no report-card area is above Expected standard
-- tier: 4
-- window_days: 30
-- effect: trigger
-- rationale: Context for the officer. The two scales cannot be compared, and the evidence says so.
-- source: Welfare ruleset 1.0.0: context
SELECT
    e.event_id,
    CASE WHEN p.inspection_id IS NOT NULL THEN say('evidence.previously-outstanding.facts') END AS evidence,
    e.document_id,
    e.locator,
    CASE WHEN p.inspection_id IS NULL THEN say('unknown.previous_report') END AS unknown
FROM workings.event AS e
JOIN (
    SELECT event_id
    FROM workings.event_judgement
    WHERE area <> 'safeguarding' AND status IN ('graded', 'unknown')
    GROUP BY event_id
    HAVING count(*) FILTER (grade IN ('Exceptional', 'Strong standard')) = 0 AND count(*) FILTER (status = 'graded') > 0
) AS areas USING (event_id)
LEFT JOIN workings.graded_before AS p ON p.inspection_id = e.inspection_id
LEFT JOIN judgement AS before
    ON before.inspection_id = p.previous_inspection_id AND before.area = 'overall_effectiveness' AND before.grading_no = 1
WHERE e.kind = 'report'
    AND e.framework = 'report_card_2025'
    AND (p.inspection_id IS NULL OR before.grade = 'Outstanding')
