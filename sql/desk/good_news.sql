-- Good news of the last year: flags that a later outcome has superseded, and categories of concern that were left for none, newest first.
-- A move from one category to another is neither. Grain: one school and day. Reader: desk.
WITH superseded AS (
    SELECT f.flag_id, f.urn, i.urn_at_inspection, e.event_on AS known_on, r.evidence AS said, f.tier
    FROM welfare_flag AS f
    JOIN inspection AS i USING (inspection_id)
    JOIN (
        SELECT flag_id, max(event_on) AS event_on FROM flag_event WHERE event = 'superseded' GROUP BY flag_id
    ) AS e USING (flag_id)
    JOIN flag_reason AS r ON r.flag_id = f.flag_id AND r.rule_id = 'superseded'
    ANTI JOIN (SELECT event_id FROM workings.category_end WHERE moved_to IS NOT NULL) AS moved ON moved.event_id = f.event_id
    WHERE f.status = 'superseded'
), left_category AS (
    SELECT
        NULL AS flag_id, i.urn_at_inspection AS urn, i.urn_at_inspection, p.left_on AS known_on,
        format(say('evidence.superseded.left_category'), lower(category.value), in_words(p.left_on)) AS said, NULL AS tier, i.report_url
    FROM category_period AS p
    JOIN inspection AS i ON i.inspection_id = p.left_by
    JOIN workings.text AS category ON category.key = 'category.' || p.category
    ANTI JOIN category_period AS next
        ON next.lineage_id = p.lineage_id AND next.entered_by = p.left_by AND next.entered_on = p.left_on
    ANTI JOIN superseded ON superseded.urn = i.urn_at_inspection OR superseded.urn_at_inspection = i.urn_at_inspection
), news AS (
    SELECT flag_id, urn, known_on, said, tier, NULL AS report_url FROM superseded
    UNION ALL
    SELECT flag_id, urn, known_on, said, tier, report_url FROM left_category
)
SELECT n.*, s.name AS school, s.phase, s.pupils, s.local_authority, s.region, s.trust_uid, s.trust_name AS trust
FROM news AS n
CROSS JOIN build AS b
LEFT JOIN school AS s USING (urn)
WHERE n.known_on > b.as_of - 365 AND n.known_on <= b.as_of
ORDER BY n.known_on DESC, n.urn, n.flag_id;
