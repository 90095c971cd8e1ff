-- All flags of one school and of the schools it was before, whatever their status, newest publication first, with why.
-- Grain: one flag. Parameter: $urn. Reader: desk.
SELECT
    f.flag_id, f.urn, f.inspection_id, f.status, f.tier, f.event_kind, i.kind AS inspection_kind, f.publication_date, f.respond_by, f.expires_on,
    coalesce(list(r.evidence ORDER BY u.tier, r.rule_id) FILTER (r.effect = 'trigger'), []) AS reasons
FROM welfare_flag AS f
SEMI JOIN (SELECT inspection_id FROM school_inspection WHERE urn = $urn) AS s USING (inspection_id)
LEFT JOIN inspection AS i USING (inspection_id)
LEFT JOIN flag_reason AS r ON r.flag_id = f.flag_id
LEFT JOIN rule AS u USING (rule_id)
GROUP BY ALL
UNION ALL
-- A flag can stand for a school of which the inspection is not known any more.
SELECT
    f.flag_id, f.urn, f.inspection_id, f.status, f.tier, f.event_kind, NULL, f.publication_date, f.respond_by, f.expires_on, []
FROM welfare_flag AS f
ANTI JOIN school_inspection AS s ON s.inspection_id = f.inspection_id AND s.urn = $urn
WHERE f.urn = $urn
ORDER BY publication_date DESC, flag_id;
