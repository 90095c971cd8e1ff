-- flag_list
-- Grain: one open flag, in the order in which officers work: tier, deadline, URN. Readers: officers, flag_list.csv, desk.
CREATE VIEW flag_list AS
WITH fired AS (
    SELECT
        r.flag_id,
        string_agg(r.evidence, ' ' ORDER BY
            CASE r.effect WHEN 'trigger' THEN 1 WHEN 'suppressor' THEN 2 WHEN 'modifier' THEN 3 ELSE 4 END, u.tier, r.rule_id
        ) AS reasons,
        string_agg(r.rule_id, ', ' ORDER BY
            CASE r.effect WHEN 'trigger' THEN 1 WHEN 'suppressor' THEN 2 WHEN 'modifier' THEN 3 ELSE 4 END, u.tier, r.rule_id
        ) AS rules
    FROM flag_reason AS r
    LEFT JOIN rule AS u USING (rule_id)
    GROUP BY r.flag_id
), compared AS (
    SELECT
        inspection_id,
        string_agg(DISTINCT t.value, ' ' ORDER BY t.value)
            || CASE WHEN bool_or(via_predecessor) THEN ' ' || say('comparability.via_predecessor') ELSE '' END AS comparability
    FROM judgement_change AS c
    JOIN inspection AS i USING (inspection_id)
    JOIN workings.text AS t ON t.key = CASE
        WHEN c.comparability = 'not_comparable' AND i.framework <> 'report_card_2025' THEN 'comparability.not_comparable_legacy'
        ELSE 'comparability.' || c.comparability
    END
    WHERE c.area <> 'category_of_concern'
    GROUP BY inspection_id
), before AS (
    SELECT p.inspection_id, i.category_known, t.value AS category
    FROM previous_graded AS p
    JOIN inspection AS i ON i.inspection_id = p.previous_inspection_id
    LEFT JOIN workings.text AS t ON t.key = 'category.' || i.category_of_concern
), open_flag AS (
    SELECT f.flag_id, f.urn, s.trust_uid, s.lineage_id, s.name
    FROM welfare_flag AS f
    LEFT JOIN school AS s USING (urn)
    WHERE f.status = 'open'
), beside AS (
    SELECT
        f.flag_id,
        string_agg(
            o.flag_id || ' ' || coalesce(o.name, o.urn::VARCHAR) || ' ('
                || CASE WHEN o.lineage_id = f.lineage_id THEN say('list.other_lineage') ELSE say('list.other_trust') END || ')',
            '; ' ORDER BY o.urn, o.flag_id
        ) AS other_open_flags
    FROM open_flag AS f
    JOIN open_flag AS o ON o.flag_id <> f.flag_id AND (o.trust_uid = f.trust_uid OR o.lineage_id = f.lineage_id)
    GROUP BY f.flag_id
)
SELECT
    f.flag_id, f.tier, f.respond_by, f.urn, s.name AS school, s.phase, s.pupils, s.local_authority, s.region, s.trust_name AS trust,
    f.event_kind, i.kind AS inspection_kind, i.framework, i.inspection_start_date,
    coalesce(i.inspection_end_date, i.inspection_start_date) AS inspection_end_date,
    f.publication_date, i.publication_date_source,
    CASE
        WHEN before.category IS NOT NULL THEN before.category
        WHEN before.category_known THEN say('list.no_category')
        ELSE say('list.not_known')
    END AS category_before,
    CASE
        WHEN i.category_of_concern IS NOT NULL THEN became.value
        WHEN i.category_known THEN say('list.no_category')
        ELSE say('list.not_known')
    END AS category_after,
    CASE WHEN before.category IS NOT NULL AND i.category_known AND i.category_of_concern IS NULL
        THEN format(say('list.left_category'), lower(before.category)) ELSE ''
    END || fired.reasons AS reasons,
    fired.rules,
    format(say('list.leaders_have_known'), in_words(coalesce(i.inspection_end_date, i.inspection_start_date))) AS leaders_have_known,
    run.as_of - coalesce(i.inspection_end_date, i.inspection_start_date) AS days_since_inspection,
    run.as_of - f.publication_date AS days_since_publication,
    run.as_of - f.detected_on AS days_since_detection,
    f.detected_on, f.day_0, f.expires_on,
    CASE WHEN f.late_discovery THEN say('list.late_discovery') END AS late_discovery,
    compared.comparability, i.report_url, coalesce(d.as_at, d.fetched_at::DATE) AS data_as_at, f.unknowns, beside.other_open_flags,
    f.base_tier, f.ruleset_version, f.settings_hash, f.build_id
FROM welfare_flag AS f
CROSS JOIN workings.flag_run AS run
JOIN inspection AS i USING (inspection_id)
JOIN fired ON fired.flag_id = f.flag_id
LEFT JOIN school AS s ON s.urn = f.urn
LEFT JOIN workings.text AS became ON became.key = 'category.' || i.category_of_concern
LEFT JOIN before ON before.inspection_id = f.inspection_id
LEFT JOIN compared ON compared.inspection_id = f.inspection_id
LEFT JOIN source_document AS d ON d.document_id = i.document_id
LEFT JOIN beside ON beside.flag_id = f.flag_id
WHERE f.status = 'open'
ORDER BY f.tier, f.respond_by, f.urn, f.flag_id;
COMMENT ON VIEW flag_list IS 'Open flags in the order in which officers work: tier, deadline, URN. An outreach priority drawn from published outcomes, never a measure of risk. Personal data where a school has one head: for welfare roles only.';
