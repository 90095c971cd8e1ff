-- id: inherited
-- title: The report belongs to a predecessor's URN: the flag moves to its single successor
-- tier: none
-- window_days: none
-- effect: suppressor
-- rationale: A new URN that inherits a report is no news and raises no flag of its own. Leadership may be new.
-- source: Welfare ruleset 1.0.0: identity
SELECT
    e.event_id,
    format(say('evidence.inherited.fact'), e.urn_at_inspection::VARCHAR) AS evidence,
    e.document_id,
    e.locator,
    NULL AS unknown,
    e.seen_on AS since
FROM workings.event AS e
SEMI JOIN workings.flag_candidate AS c USING (event_id)
WHERE e.urn <> e.urn_at_inspection
