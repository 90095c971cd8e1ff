-- id: old-news
-- title: First seen after its days on the list had ended: history, or the standing list
-- tier: none
-- window_days: none
-- effect: suppressor
-- rationale: A first installation must not present years of reports as new. Category reports of the last year stand on a list of their
--   own, without deadlines.
-- source: Welfare ruleset 1.0.0: backfill
SELECT
    c.event_id,
    format(say('evidence.old-news.fact'), in_words(c.detected_on), in_words(c.expires_on)) AS evidence,
    NULL AS document_id,
    NULL AS locator,
    NULL AS unknown,
    c.detected_on AS since
FROM workings.flag_candidate AS c
WHERE c.detected_on > c.expires_on
