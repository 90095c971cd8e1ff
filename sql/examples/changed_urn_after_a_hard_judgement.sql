-- Which schools were in a category of concern, or Inadequate overall, and carry another URN now?
-- Grain: one school as it is now and one inspection of the school that it was. The judgement stays with the school that was inspected: it is
-- never one of whoever runs the school today.
SELECT
    now.urn, now.name, now.trust_name, i.urn_at_inspection AS urn_then, i.inspection_start_date, i.publication_date,
    i.category_of_concern, j.grade AS overall_grade
FROM school_inspection AS s
JOIN school AS now ON now.urn = s.urn AND now.status = 'open'
JOIN inspection AS i USING (inspection_id)
LEFT JOIN judgement AS j
    ON j.inspection_id = i.inspection_id AND j.area = 'overall_effectiveness' AND j.grading_no = 1
WHERE s.relation = 'inherited' AND (i.category_of_concern IS NOT NULL OR j.grade = 'Inadequate')
ORDER BY i.inspection_start_date DESC, now.urn;
