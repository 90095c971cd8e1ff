-- id: leadership-needs-attention
-- title: Leadership and governance is at Needs attention
-- tier: 2
-- window_days: 60
-- effect: trigger
-- rationale: The judgement is read as one on the leaders themselves.
-- source: Welfare ruleset 1.0.0: personal accountability
SELECT
    j.event_id,
    CASE WHEN j.status = 'graded' THEN say('evidence.leadership-needs-attention.area') END AS evidence,
    j.document_id,
    j.locator,
    CASE WHEN j.status <> 'graded' THEN format(say('unknown.grade'), j.area_title) END AS unknown
FROM workings.event_judgement AS j
WHERE j.area = 'leadership_and_governance'
    AND (j.grade = 'Needs attention' OR j.status = 'unknown')
