-- id: withdrawn
-- title: The report was withdrawn or replaced: the flag is retracted
-- tier: none
-- window_days: none
-- effect: suppressor
-- rationale: Officers who acted on it must be told.
-- source: Welfare ruleset 1.0.0: correctness
SELECT
    e.event_id,
    format(say('evidence.withdrawn.fact'), in_words(e.withdrawn_on)) AS evidence,
    e.document_id,
    e.locator,
    NULL AS unknown,
    e.withdrawn_on AS since
FROM workings.event AS e
SEMI JOIN workings.flag_candidate AS c USING (event_id)
WHERE e.withdrawn_on <= as_of_day()
