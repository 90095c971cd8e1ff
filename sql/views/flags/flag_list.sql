-- flag_list
-- Grain: one open flag, in the order in which officers work: tier, deadline, URN. Readers: officers, flag_list.csv, desk.
CREATE VIEW flag_list AS
WITH open_flag AS (
    SELECT flag_id, inspection_id FROM welfare_flag WHERE status = 'open'
), fired AS (
    SELECT
        r.flag_id,
        string_agg(r.evidence, ' ' ORDER BY
            CASE r.effect WHEN 'trigger' THEN 1 WHEN 'suppressor' THEN 2 WHEN 'modifier' THEN 3 ELSE 4 END, u.tier, r.rule_id
        ) AS reasons,
        string_agg(r.rule_id, ', ' ORDER BY
            CASE r.effect WHEN 'trigger' THEN 1 WHEN 'suppressor' THEN 2 WHEN 'modifier' THEN 3 ELSE 4 END, u.tier, r.rule_id
        ) AS rules
    FROM flag_reason AS r
    SEMI JOIN open_flag USING (flag_id)
    LEFT JOIN rule AS u USING (rule_id)
    GROUP BY r.flag_id
), compared AS (
    SELECT
        inspection_id,
        string_agg(DISTINCT t.value, ' ' ORDER BY t.value)
            || CASE WHEN bool_or(via_predecessor) THEN ' ' || say('comparability.via_predecessor') ELSE '' END AS comparability
    FROM judgement_change AS c
    SEMI JOIN open_flag USING (inspection_id)
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
), beside AS (
    SELECT flag_id, string_agg(said, '; ' ORDER BY other_urn, other_flag_id) AS other_open_flags
    FROM workings.flag_beside
    GROUP BY flag_id
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
    CASE WHEN f.event_kind <> 'regrading' THEN i.publication_date - coalesce(i.inspection_end_date, i.inspection_start_date) END
        AS days_to_publication,
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
COMMENT ON VIEW flag_list IS 'Open flags in the order in which officers work: tier, deadline, URN. An outreach priority drawn from published outcomes, never a measure of risk. Personal data where a school has one head: for welfare roles only. It holds schools that have objected to contact, too: they are left out where a list is shown or written.';
COMMENT ON COLUMN flag_list.flag_id IS 'Flag.';
COMMENT ON COLUMN flag_list.tier IS 'Outreach priority 1 to 4, after modifiers.';
COMMENT ON COLUMN flag_list.respond_by IS 'Working day by which the first attempt is due; NULL for tier 4.';
COMMENT ON COLUMN flag_list.urn IS 'School that the flag is for: the one inspected, or its single successor.';
COMMENT ON COLUMN flag_list.school IS 'Name; NULL where no list of schools names it.';
COMMENT ON COLUMN flag_list.phase IS 'Phase of education; NULL where no list gives it.';
COMMENT ON COLUMN flag_list.pupils IS 'Number of pupils; NULL where no list gives it.';
COMMENT ON COLUMN flag_list.local_authority IS 'Local authority.';
COMMENT ON COLUMN flag_list.region IS 'Region.';
COMMENT ON COLUMN flag_list.trust IS 'Trust; NULL where the school is in none.';
COMMENT ON COLUMN flag_list.event_kind IS 'What was published: report, regrading or monitoring.';
COMMENT ON COLUMN flag_list.inspection_kind IS 'Kind of inspection.';
COMMENT ON COLUMN flag_list.framework IS 'Inspection framework.';
COMMENT ON COLUMN flag_list.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN flag_list.inspection_end_date IS 'Last day of the inspection, or its first where no source gives the last.';
COMMENT ON COLUMN flag_list.publication_date IS 'Publication date of the event, from which its window counts; unknowns says so where no source states it.';
COMMENT ON COLUMN flag_list.publication_date_source IS 'Where the publication date of the report comes from.';
COMMENT ON COLUMN flag_list.category_before IS 'Category of concern in the graded report before, in words.';
COMMENT ON COLUMN flag_list.category_after IS 'Category of concern in this report, in words.';
COMMENT ON COLUMN flag_list.reasons IS 'Why it stands, in sentences: leaving a category first, then what fired.';
COMMENT ON COLUMN flag_list.rules IS 'Ids of the rules that fired, in the same order.';
COMMENT ON COLUMN flag_list.leaders_have_known IS 'Since when leaders have probably known.';
COMMENT ON COLUMN flag_list.days_since_inspection IS 'Calendar days from the end of the inspection to the as-of date.';
COMMENT ON COLUMN flag_list.days_since_publication IS 'Calendar days from publication to the as-of date.';
COMMENT ON COLUMN flag_list.days_since_detection IS 'Calendar days from the first night on which it was shown to the as-of date.';
COMMENT ON COLUMN flag_list.days_to_publication IS 'Calendar days from the end of the inspection to publication; NULL for a re-grading, and where no source states the publication date.';
COMMENT ON COLUMN flag_list.detected_on IS 'Night on which it was first shown.';
COMMENT ON COLUMN flag_list.day_0 IS 'First working day on whose 08:00 list it stands.';
COMMENT ON COLUMN flag_list.expires_on IS 'Last day on the list, included.';
COMMENT ON COLUMN flag_list.late_discovery IS 'Label of a late discovery; NULL where it is none.';
COMMENT ON COLUMN flag_list.comparability IS 'What may be said of the grades beside those before, in sentences.';
COMMENT ON COLUMN flag_list.report_url IS 'Address of the report, or of the school''s page of reports.';
COMMENT ON COLUMN flag_list.data_as_at IS 'Day that the document behind it describes, or on which it was fetched.';
COMMENT ON COLUMN flag_list.unknowns IS 'What could not be decided, in sentences; NULL: nothing.';
COMMENT ON COLUMN flag_list.other_open_flags IS 'Other open flags of the same trust, or of the same school before or after a change of URN.';
COMMENT ON COLUMN flag_list.base_tier IS 'Tier of the highest trigger, before modifiers.';
COMMENT ON COLUMN flag_list.ruleset_version IS 'Ruleset under which tier and deadline were first shown.';
COMMENT ON COLUMN flag_list.settings_hash IS 'Settings under which they were first shown.';
COMMENT ON COLUMN flag_list.build_id IS 'Build that the list came from.';
