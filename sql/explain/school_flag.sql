-- All flags of one school, whatever their status, newest publication first. Grain: one flag. Parameter: $urn. Reader: explain.
SELECT
    f.flag_id, f.status, f.tier, f.base_tier, f.event_kind, f.publication_date, f.detected_on, f.respond_by, f.expires_on,
    list(r.evidence ORDER BY u.tier, r.rule_id) FILTER (r.effect = 'trigger') AS reasons
FROM welfare_flag AS f
LEFT JOIN flag_reason AS r USING (flag_id)
LEFT JOIN rule AS u USING (rule_id)
WHERE f.urn = $urn
GROUP BY ALL
ORDER BY f.publication_date DESC, f.flag_id;
