-- id: small-standalone-school
-- title: Primary or nursery school with fewer than 150 pupils, in no trust or federation
-- tier: none
-- window_days: none
-- effect: modifier
-- rationale: Heads of small primaries usually carry the burden of leadership alone. Lifts tier 3 to tier 2, nothing else. Federations
--   are not in management information: until a source for them is read the rule says that it is not known.
-- source: Welfare ruleset 1.0.0: isolation
SELECT
    e.event_id,
    NULL AS evidence,
    NULL AS document_id,
    NULL AS locator,
    CASE
        WHEN s.phase IS NULL OR s.pupils IS NULL THEN say('unknown.school_size')
        ELSE say('unknown.federation')
    END AS unknown
FROM workings.event AS e
JOIN school AS s USING (urn)
WHERE s.trust_uid IS NULL
    AND (s.phase IS NULL OR lower(s.phase) IN ('primary', 'nursery'))
    AND (s.pupils IS NULL OR s.pupils < threshold_of('small_school_pupils'))
