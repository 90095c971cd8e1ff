-- What stays the same of a flag, and when it could be known. Grain: one flag. Reads: workings of a build. Reader: replay.
WITH listed AS (
    SELECT a.inspection_id, min(a.first_seen) AS first_seen
    FROM inspection_alias AS a
    WHERE a.source = 'management_information'
    GROUP BY a.inspection_id
), fired AS (
    SELECT r.event_id, string_agg(DISTINCT r.rule_id, ', ' ORDER BY r.rule_id) AS rules
    FROM workings.rule_result AS r
    JOIN rule AS u USING (rule_id)
    WHERE u.effect = 'trigger' AND r.evidence IS NOT NULL
    GROUP BY r.event_id
)
SELECT
    c.flag_id, c.event_id, e.kind AS event_kind, e.inspection_id, e.urn, s.name AS school_name, s.region, s.local_authority, fired.rules,
    e.event_on AS publication_date, e.seen_on,
    -- When management information would have been the first to tell; NULL: not yet.
    greatest(e.event_on, least(listed.first_seen, e.event_on + l.days)) AS in_lists_on
FROM workings.flag_candidate AS c
JOIN workings.event AS e USING (event_id)
JOIN fired USING (event_id)
LEFT JOIN listed ON listed.inspection_id = e.inspection_id
LEFT JOIN workings.source_lag AS l ON l.source = 'management_information'
LEFT JOIN school AS s ON s.urn = e.urn
ORDER BY c.flag_id;
