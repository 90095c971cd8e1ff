-- What was published at one inspection, area by area, and where it stands; the grade before only where the two may be compared.
-- Grain: one grading of one area. Parameter: $inspection_id. Reader: explain.
SELECT
    j.area, coalesce(t.value, j.area) AS area_title, j.grading_no, j.grade, j.status, j.grade_date,
    CASE WHEN c.comparability IN ('same_scale', 'legacy_scale') THEN c.previous_grade END AS previous_grade,
    CASE WHEN c.comparability IN ('same_scale', 'legacy_scale') THEN c.direction END AS direction,
    c.comparability, coalesce(c.via_predecessor, false) AS via_predecessor,
    j.document_id, j.locator
FROM judgement AS j
LEFT JOIN judgement_change AS c USING (inspection_id, area, grading_no)
LEFT JOIN workings.text AS t ON t.key = 'area.' || j.area
WHERE j.inspection_id = $inspection_id
ORDER BY j.area <> 'overall_effectiveness', j.area = 'safeguarding', area_title, j.grading_no;
