-- What is known of one school's inspections, newest first; each grade on its own scale, beside the grade before only where the two
-- may be compared. Grain: one inspection. Parameter: $urn. Reader: explain.
WITH wanted AS (
    SELECT inspection_id, relation FROM school_inspection WHERE urn = $urn
), graded AS (
    SELECT
        j.inspection_id,
        list({
            'area': j.area,
            'area_title': coalesce(t.value, j.area),
            'grading_no': j.grading_no,
            'grade': j.grade,
            'status': j.status,
            'grade_date': j.grade_date,
            'previous_grade': CASE WHEN c.comparability IN ('same_scale', 'legacy_scale') THEN c.previous_grade END,
            'direction': CASE WHEN c.comparability IN ('same_scale', 'legacy_scale') THEN c.direction END,
            'comparability': c.comparability
        } ORDER BY j.area <> 'overall_effectiveness', j.area = 'safeguarding', coalesce(t.value, j.area), j.grading_no) AS judgements
    FROM judgement AS j
    -- Without it every grade of the country would be gathered first, which takes a second.
    SEMI JOIN wanted USING (inspection_id)
    LEFT JOIN judgement_change AS c USING (inspection_id, area, grading_no)
    LEFT JOIN workings.text AS t ON t.key = 'area.' || j.area
    WHERE j.status = 'graded'
    GROUP BY j.inspection_id
)
SELECT
    i.inspection_id, i.inspection_number, s.relation, i.urn_at_inspection, i.kind, i.framework, i.outcome,
    i.inspection_start_date, i.inspection_end_date, i.publication_date, i.category_of_concern,
    coalesce(category.value, i.category_of_concern) AS category_title, i.category_known, i.report_url, i.withdrawn_on,
    coalesce(g.judgements, []) AS judgements
FROM wanted AS s
JOIN inspection AS i USING (inspection_id)
LEFT JOIN graded AS g USING (inspection_id)
LEFT JOIN workings.text AS category ON category.key = 'category.' || i.category_of_concern
ORDER BY i.inspection_start_date DESC, i.publication_date DESC, i.inspection_id;
