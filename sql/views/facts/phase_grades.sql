-- phase_grades
-- Grain: one phase, framework, area and grade. Readers: analysts.
CREATE VIEW phase_grades AS
SELECT
    phase, framework, area, grade, grade_rank,
    count(*) AS judgements,
    sum(count(*)) OVER same_area::BIGINT AS of_judgements,
    count(*) / sum(count(*)) OVER same_area AS share,
    count(direction) AS compared,
    count(*) FILTER (direction = 'worse') AS fell,
    count(*) FILTER (direction = 'better') AS rose
FROM (
    -- One phase under its older and its newer name.
    SELECT * REPLACE (CASE phase WHEN 'PRU' THEN 'Alternative provision' ELSE phase END AS phase) FROM judgement_in_context
)
GROUP BY phase, framework, area, grade, grade_rank
WINDOW same_area AS (PARTITION BY phase, framework, area);
COMMENT ON VIEW phase_grades IS 'Original grades by phase of the school as it was when inspected. Key: phase, framework, area, grade. Inspections before the first list that this archive holds have no known phase.';
COMMENT ON COLUMN phase_grades.phase IS 'Ofsted phase on the first day of the inspection; PRU, as it was called until 2025, counts under Alternative provision. NULL: not known then, as before the first list.';
COMMENT ON COLUMN phase_grades.framework IS 'Inspection framework. Grades of two frameworks must not be compared: filter to one.';
COMMENT ON COLUMN phase_grades.area IS 'Area judged.';
COMMENT ON COLUMN phase_grades.grade IS 'Grade in the published word.';
COMMENT ON COLUMN phase_grades.grade_rank IS 'Place on this grade''s own scale, 1 is best; for ordering within one framework and area.';
COMMENT ON COLUMN phase_grades.judgements IS 'Judgements with this grade; a school inspected twice counts twice.';
COMMENT ON COLUMN phase_grades.of_judgements IS 'Judgements of the same phase, framework and area, whatever the grade. early_years, sixth_form and post_16 are judged only where there is such provision.';
COMMENT ON COLUMN phase_grades.share IS 'Share of the judgements of the same phase, framework and area, 0 to 1. Schools of concern are inspected sooner, so shares of inspections are not shares of schools: for those ask as_of.';
COMMENT ON COLUMN phase_grades.compared IS 'Those of judgements with a grade before that may be compared (same_scale, or legacy_scale: a high-level comparison of overall effectiveness across frameworks). A first report card compares with nothing, so 0 is usual there.';
COMMENT ON COLUMN phase_grades.fell IS 'Those of compared that are lower than the grade before. Read it against compared, never against judgements: what may not be compared did not stay the same.';
COMMENT ON COLUMN phase_grades.rose IS 'Those of compared that are higher than the grade before. Read it against compared, too.';
