-- Every grade was claimed by a document: the current truth chooses among claims and invents none.
-- reads: judgement, source_claim
SELECT j.inspection_id, j.area, j.grading_no, j.grade
FROM judgement AS j
ANTI JOIN source_claim AS claim
    ON claim.inspection_id = j.inspection_id AND claim.area = j.area AND claim.value = j.grade
    AND claim.attribute = 'grade' || CASE WHEN j.grading_no > 1 THEN '@' || j.grade_date ELSE '' END
WHERE j.status = 'graded'
