-- One flag with its school and inspection. Grain: one row. Parameter: $flag_id. Reader: explain.
SELECT
    f.flag_id, f.status, f.tier, f.base_tier, f.event_kind,
    f.urn, s.name AS school_name, s.phase, s.type AS school_type, s.local_authority, s.trust_name, s.pupils,
    f.inspection_id, i.inspection_number, i.kind AS inspection_kind, i.framework, i.outcome, i.urn_at_inspection,
    i.inspection_start_date, i.inspection_end_date, f.publication_date, i.publication_date_source,
    i.category_of_concern, category.value AS category_title, i.category_known, i.report_url, i.withdrawn_on,
    f.detected_on, f.day_0, f.turn_on, f.respond_by, f.late_discovery, f.expires_on,
    date_diff('day', coalesce(i.inspection_end_date, i.inspection_start_date), b.as_of) AS days_since_inspection,
    date_diff('day', f.publication_date, b.as_of) AS days_since_publication,
    CASE WHEN f.event_kind <> 'regrading' THEN i.publication_date - coalesce(i.inspection_end_date, i.inspection_start_date) END
        AS days_to_publication,
    date_diff('day', f.detected_on, b.as_of) AS days_since_detection,
    f.unknowns, f.ruleset_version, f.settings_hash, f.build_id, b.as_of
FROM welfare_flag AS f
CROSS JOIN build AS b
LEFT JOIN school AS s ON s.urn = f.urn
LEFT JOIN inspection AS i USING (inspection_id)
LEFT JOIN workings.text AS category ON category.key = 'category.' || i.category_of_concern
WHERE f.flag_id = $flag_id;
