-- downgrade_by_quarter
-- Grain: one local authority, quarter and way of comparing. Readers: analysts.
CREATE VIEW downgrade_by_quarter AS
SELECT
    s.local_authority,
    date_trunc('quarter', coalesce(regraded.grade_date, i.publication_date))::DATE AS quarter,
    c.comparability,
    count(*) AS comparable_judgements,
    count(*) FILTER (c.direction = 'worse') AS downgrades,
    count(DISTINCT c.inspection_id) AS inspections,
    count(DISTINCT c.inspection_id) FILTER (c.direction = 'worse') AS inspections_with_a_downgrade
FROM judgement_change AS c
JOIN inspection AS i USING (inspection_id)
LEFT JOIN judgement AS regraded
    ON c.grading_no > 1
    AND regraded.grading_no > 1
    AND regraded.inspection_id = c.inspection_id
    AND regraded.area = c.area
    AND regraded.grading_no = c.grading_no
LEFT JOIN school AS s ON s.urn = i.urn_at_inspection
WHERE c.comparability IN ('same_scale', 'legacy_scale')
    AND c.direction IN ('worse', 'same', 'better')
    AND coalesce(regraded.grade_date, i.publication_date) IS NOT NULL
GROUP BY ALL;
COMMENT ON VIEW downgrade_by_quarter IS 'Judgements that fell, by local authority and quarter of publication, beside all that could have fallen. Key: local_authority, quarter, comparability. Only what may be compared counts, see judgement_change: report cards mostly may not be yet, so that few downgrades are not good news. Judgements without a date of publication are left out.';
COMMENT ON COLUMN downgrade_by_quarter.local_authority IS 'Authority in which the inspected school is, as the register knows it today: schools of an authority that was reorganised count under the present one. NULL: not known.';
COMMENT ON COLUMN downgrade_by_quarter.quarter IS 'First day of the quarter of publication; of a re-grading, of its date.';
COMMENT ON COLUMN downgrade_by_quarter.comparability IS 'same_scale, or legacy_scale: a high-level comparison of overall effectiveness across frameworks. Add the two up only as counts of events, never as a rate.';
COMMENT ON COLUMN downgrade_by_quarter.comparable_judgements IS 'Judgements that may be compared with the one before: the denominator of downgrades.';
COMMENT ON COLUMN downgrade_by_quarter.downgrades IS 'Judgements that fell.';
COMMENT ON COLUMN downgrade_by_quarter.inspections IS 'Inspections with a judgement that may be compared.';
COMMENT ON COLUMN downgrade_by_quarter.inspections_with_a_downgrade IS 'Inspections with one that fell, each once.';
