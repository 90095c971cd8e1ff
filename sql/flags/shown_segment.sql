-- Grain: one flag with a transition in this build: what officers are shown of it from now on, to be appended to the shown-log.
WITH turned AS (
    SELECT e.flag_id, any_value(f.inspection_id) AS inspection_id, list({'event': e.event, 'reason': e.reason} ORDER BY e.event) AS transitions
    FROM flag_event AS e
    JOIN welfare_flag AS f USING (flag_id)
    WHERE e.segment IS NULL
    GROUP BY e.flag_id
)
SELECT
    f.flag_id, f.urn, f.inspection_id, f.event_id, f.event_kind, f.tier, f.base_tier, f.status, f.day_0, f.turn_on, f.respond_by,
    f.late_discovery, f.expires_on, f.publication_date, f.unknowns, f.ruleset_version, f.settings_hash,
    coalesce(a.aliases, s.aliases, []) AS aliases,
    coalesce(r.reasons, []) AS reasons,
    t.transitions
FROM welfare_flag AS f
JOIN turned AS t USING (flag_id)
LEFT JOIN (
    SELECT inspection_id, list(DISTINCT alias ORDER BY alias) AS aliases
    FROM inspection_alias
    SEMI JOIN turned USING (inspection_id)
    GROUP BY inspection_id
) AS a ON a.inspection_id = f.inspection_id
LEFT JOIN (
    SELECT flag_id, list({'rule_id': rule_id, 'effect': effect, 'evidence': evidence} ORDER BY rule_id) AS reasons
    FROM flag_reason
    SEMI JOIN turned USING (flag_id)
    GROUP BY flag_id
) AS r ON r.flag_id = f.flag_id
LEFT JOIN workings.shown_flag AS s ON s.shown_id = f.flag_id
ORDER BY f.flag_id
