-- A change repeats the judgement's own grade. Categories and floors are no judgements and are left out.
-- reads: judgement_change, judgement
SELECT c.inspection_id, c.area, c.grading_no, c.grade, c.grade_rank
FROM judgement_change AS c
ANTI JOIN judgement AS j
    ON j.inspection_id = c.inspection_id AND j.area = c.area AND j.grading_no = c.grading_no
    AND j.grade = c.grade AND j.grade_rank = c.grade_rank
WHERE c.area <> 'category_of_concern' AND c.comparability IS DISTINCT FROM 'derived_floor'
