-- Grain: one open flag and another one of the same trust, or of the same school before or after a change of URN.
INSERT INTO workings.flag_beside
WITH open_flag AS (
    SELECT f.flag_id, f.urn, s.trust_uid, s.lineage_id, s.name
    FROM welfare_flag AS f
    LEFT JOIN school AS s USING (urn)
    WHERE f.status = 'open'
)
SELECT
    f.flag_id, o.flag_id AS other_flag_id, o.urn AS other_urn,
    o.flag_id || ' ' || coalesce(o.name, o.urn::VARCHAR) || ' ('
        || CASE WHEN o.lineage_id = f.lineage_id THEN say('list.other_lineage') ELSE say('list.other_trust') END || ')' AS said
FROM open_flag AS f
JOIN open_flag AS o ON o.flag_id <> f.flag_id AND (o.trust_uid = f.trust_uid OR o.lineage_id = f.lineage_id)
ORDER BY f.flag_id, o.urn, o.flag_id
