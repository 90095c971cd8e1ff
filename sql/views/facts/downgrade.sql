-- downgrade
-- Grain: one judgement that fell on a comparable scale. Readers: analysts.
CREATE VIEW downgrade AS
SELECT
    i.urn_at_inspection AS urn,
    c.inspection_id,
    i.inspection_start_date,
    i.publication_date,
    i.framework,
    c.area,
    c.previous_grade,
    c.grade,
    c.comparability,
    c.via_predecessor,
    c.previous_inspection_id
FROM judgement_change AS c
JOIN inspection AS i USING (inspection_id)
WHERE c.direction = 'worse' AND c.comparability IN ('same_scale', 'legacy_scale') AND c.area <> 'category_of_concern';
COMMENT ON VIEW downgrade IS 'Judgements that fell on a comparable scale: same_scale, or legacy_scale, a high-level comparison of overall effectiveness across frameworks. Nothing else is called a downgrade.';
