-- id: small-standalone-school
-- title: Primary or nursery school with fewer than 150 pupils, in no trust or federation
-- tier: none
-- window_days: none
-- effect: modifier
-- rationale: Heads of small primaries usually carry the burden of leadership alone. Lifts tier 3 to tier 2, nothing else. Where no
--   source says whether the school is in a federation, the rule says that it is not known.
-- source: Welfare ruleset 1.0.0: isolation
SELECT
    e.event_id,
    CASE WHEN s.in_federation IS false AND s.phase IS NOT NULL AND s.pupils IS NOT NULL
        THEN format(say('evidence.small-standalone-school.fact'), s.pupils) END AS evidence,
    s.document_id,
    s.locator,
    CASE
        WHEN s.phase IS NULL OR s.pupils IS NULL THEN say('unknown.school_size')
        WHEN s.in_federation IS NULL THEN say('unknown.federation')
    END AS unknown
FROM workings.event AS e
JOIN school AS s USING (urn)
WHERE s.trust_uid IS NULL
    AND s.trust_name IS NULL
    AND s.in_federation IS NOT true
    AND (s.phase IS NULL OR lower(s.phase) IN ('primary', 'nursery'))
    AND (s.pupils IS NULL OR s.pupils < threshold_of('small_school_pupils'))
