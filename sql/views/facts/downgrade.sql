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
COMMENT ON COLUMN downgrade.urn IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN downgrade.inspection_id IS 'Inspection with the lower grade.';
COMMENT ON COLUMN downgrade.inspection_start_date IS 'First day of that inspection.';
COMMENT ON COLUMN downgrade.publication_date IS 'Day of its publication.';
COMMENT ON COLUMN downgrade.framework IS 'Framework of that inspection.';
COMMENT ON COLUMN downgrade.area IS 'Area that fell.';
COMMENT ON COLUMN downgrade.previous_grade IS 'Grade before.';
COMMENT ON COLUMN downgrade.grade IS 'Grade now.';
COMMENT ON COLUMN downgrade.comparability IS 'same_scale, or legacy_scale: a high-level comparison of overall effectiveness across frameworks.';
COMMENT ON COLUMN downgrade.via_predecessor IS 'True where the grade before belongs to a single predecessor''s URN.';
COMMENT ON COLUMN downgrade.previous_inspection_id IS 'Graded report before, or the same inspection for a re-grading.';
