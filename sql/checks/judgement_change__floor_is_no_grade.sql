-- Since September 2024 there is no overall grade: a floor that key judgements imply is never shown as one.
-- reads: judgement_change
SELECT inspection_id, area, grade, grade_rank
FROM judgement_change
WHERE comparability = 'derived_floor' AND (grade IS NOT NULL OR grade_rank IS NOT NULL OR area <> 'overall_effectiveness')
