-- A judgement has a grade and its rank exactly where its status is graded: a blank is never a grade.
-- reads: judgement
SELECT inspection_id, area, grading_no, status, grade, grade_rank
FROM judgement
WHERE (status = 'graded') <> (grade IS NOT NULL) OR (status = 'graded') <> (grade_rank IS NOT NULL)
