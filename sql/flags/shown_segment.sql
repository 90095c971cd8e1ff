-- Grain: one flag with a transition in this build: what officers are shown of it from now on, to be appended to the shown-log.
SELECT
    f.flag_id, f.urn, f.inspection_id, f.event_id, f.event_kind, f.tier, f.base_tier, f.status, f.day_0, f.turn_on, f.respond_by,
    f.late_discovery, f.expires_on, f.publication_date, f.unknowns, f.ruleset_version, f.settings_hash,
    coalesce(a.aliases, s.aliases, []) AS aliases,
    coalesce(r.reasons, []) AS reasons,
    t.transitions
FROM welfare_flag AS f
JOIN (
    SELECT flag_id, list({'event': event, 'reason': reason} ORDER BY event) AS transitions
    FROM flag_event
    WHERE segment IS NULL
    GROUP BY flag_id
) AS t USING (flag_id)
LEFT JOIN (
    SELECT inspection_id, list(DISTINCT alias ORDER BY alias) AS aliases FROM inspection_alias GROUP BY inspection_id
) AS a USING (inspection_id)
LEFT JOIN (
    SELECT flag_id, list({'rule_id': rule_id, 'effect': effect, 'evidence': evidence} ORDER BY rule_id) AS reasons
    FROM flag_reason
    GROUP BY flag_id
) AS r ON r.flag_id = f.flag_id
LEFT JOIN workings.shown_flag AS s ON s.shown_id = f.flag_id
ORDER BY f.flag_id
