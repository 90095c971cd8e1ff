-- trust_grades
-- Grain: one trust, framework, area and grade. Readers: analysts.
CREATE VIEW trust_grades AS
SELECT
    trust_uid,
    arg_max(trust_name, inspection_start_date) AS trust_name,
    framework, area, grade, grade_rank,
    count(*) AS judgements,
    sum(count(*)) OVER same_area::BIGINT AS of_judgements,
    count(*) / sum(count(*)) OVER same_area AS share,
    count(direction) AS compared,
    count(*) FILTER (direction = 'worse') AS fell,
    count(*) FILTER (direction = 'better') AS rose
FROM (
    -- A trust keeps its number when its name changes; one that a list only names is known by its name.
    SELECT *, coalesce(trust_uid, trust_name) AS trust
    FROM judgement_in_context
    WHERE trust_is_certain AND (trust_uid IS NOT NULL OR trust_name IS NOT NULL)
)
GROUP BY trust, trust_uid, framework, area, grade, grade_rank
WINDOW same_area AS (PARTITION BY trust, framework, area);
COMMENT ON VIEW trust_grades IS 'Original grades by trust that ran the school when it was inspected. One row for each trust, framework, area and grade. Inspections before a school joined count for its trust of then. Those before the first list that this archive holds, and those of which the trust is not certain (inspected_school), count for none. A trust may take schools on because of their grades: neither a ranking nor a measure of its work.';
COMMENT ON COLUMN trust_grades.trust_uid IS 'Trust on the first day of the inspection; NULL: the list only names it.';
COMMENT ON COLUMN trust_grades.trust_name IS 'Its name at the newest inspection counted here.';
COMMENT ON COLUMN trust_grades.framework IS 'Inspection framework. Grades of two frameworks must not be compared: filter to one.';
COMMENT ON COLUMN trust_grades.area IS 'Area judged.';
COMMENT ON COLUMN trust_grades.grade IS 'Grade in the published word.';
COMMENT ON COLUMN trust_grades.grade_rank IS 'Place on this grade''s own scale, 1 is best; for ordering within one framework and area.';
COMMENT ON COLUMN trust_grades.judgements IS 'Judgements with this grade; a school inspected twice counts twice.';
COMMENT ON COLUMN trust_grades.of_judgements IS 'Judgements of the same trust, framework and area, whatever the grade. Most trusts have a handful: keep it beside every share.';
COMMENT ON COLUMN trust_grades.share IS 'Share of the judgements of the same trust, framework and area, 0 to 1.';
COMMENT ON COLUMN trust_grades.compared IS 'Those of judgements with a grade before that may be compared (same_scale, or legacy_scale: a high-level comparison of overall effectiveness across frameworks). A first report card compares with nothing, so 0 is usual there. The grade before may be from another trust''s time.';
COMMENT ON COLUMN trust_grades.fell IS 'Those of compared that are lower than the grade before. Read it against compared, never against judgements: what may not be compared did not stay the same.';
COMMENT ON COLUMN trust_grades.rose IS 'Those of compared that are higher than the grade before. Read it against compared, too.';
