-- phase_grades
-- Grain: one phase, framework, area and grade. Readers: analysts.
CREATE VIEW phase_grades AS
SELECT
    s.phase, i.framework, j.area, j.grade, j.grade_rank,
    count(*) AS judgements,
    count(*) / sum(count(*)) OVER (PARTITION BY s.phase, i.framework, j.area) AS share
FROM judgement AS j
JOIN inspection AS i USING (inspection_id)
JOIN inspected_school AS s USING (inspection_id)
WHERE j.grading_no = 1 AND j.status = 'graded'
GROUP BY s.phase, i.framework, j.area, j.grade, j.grade_rank;
COMMENT ON VIEW phase_grades IS 'Original grades by phase of the school as it was when inspected. Key: phase, framework, area, grade. Inspections before the first list that this archive holds have no known phase.';
COMMENT ON COLUMN phase_grades.phase IS 'Ofsted phase on the first day of the inspection; NULL: not known then, as before the first list.';
COMMENT ON COLUMN phase_grades.framework IS 'Inspection framework. Grades of two frameworks must not be compared: filter to one.';
COMMENT ON COLUMN phase_grades.area IS 'Area judged.';
COMMENT ON COLUMN phase_grades.grade IS 'Grade in the published word.';
COMMENT ON COLUMN phase_grades.grade_rank IS 'Place on this grade''s own scale, 1 is best; for ordering within one framework and area.';
COMMENT ON COLUMN phase_grades.judgements IS 'Judgements with this grade.';
COMMENT ON COLUMN phase_grades.share IS 'Share of the judgements of the same phase, framework and area, 0 to 1.';
