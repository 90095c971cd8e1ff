-- Worse, better and same follow from the two ranks on one scale, for a category from its gravity. A floor is worse unless the overall
-- grade before was already the lowest.
-- reads: judgement_change
SELECT inspection_id, area, grading_no, previous_grade_rank, grade_rank, direction, comparability
FROM judgement_change
WHERE direction IN ('worse', 'better', 'same')
    AND direction IS DISTINCT FROM CASE
        WHEN comparability = 'derived_floor' THEN CASE WHEN previous_grade_rank < 4 THEN 'worse' ELSE 'same' END
        WHEN comparability <> 'category' AND (grade_rank IS NULL OR previous_grade_rank IS NULL) THEN 'nothing'
        -- A rank of 1 is the best grade, but a gravity of 1 is a category and none is 0.
        WHEN coalesce(grade_rank, 0) > coalesce(previous_grade_rank, 0) THEN 'worse'
        WHEN coalesce(grade_rank, 0) < coalesce(previous_grade_rank, 0) THEN 'better'
        ELSE 'same'
    END
