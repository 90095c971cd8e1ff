-- id: focused-monitoring
-- title: A focused monitoring or urgent inspection report was published
-- tier: 3
-- window_days: 30
-- effect: trigger
-- rationale: Scrutiny that leaders did not expect.
-- source: Welfare ruleset 1.0.0: unexpected scrutiny
SELECT
    e.event_id,
    format(say('evidence.focused-monitoring.published'), in_words(e.event_on)) AS evidence,
    e.document_id,
    e.locator,
    NULL AS unknown
FROM workings.event AS e
WHERE e.kind = 'report' AND e.inspection_kind = 'focused_monitoring'
