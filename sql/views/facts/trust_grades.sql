-- trust_grades
-- Grain: one trust, framework, area and grade. Readers: analysts.
CREATE VIEW trust_grades AS
SELECT
    s.trust_uid, s.trust_name, i.framework, j.area, j.grade, j.grade_rank,
    count(*) AS judgements,
    count(*) / sum(count(*)) OVER (PARTITION BY s.trust_uid, s.trust_name, i.framework, j.area) AS share
FROM judgement AS j
JOIN inspection AS i USING (inspection_id)
JOIN inspected_school AS s USING (inspection_id)
WHERE j.grading_no = 1 AND j.status = 'graded' AND s.trust_uid IS NOT NULL
GROUP BY s.trust_uid, s.trust_name, i.framework, j.area, j.grade, j.grade_rank;
COMMENT ON VIEW trust_grades IS 'Original grades by trust that ran the school when it was inspected. Key: trust_uid, framework, area, grade. Inspections before a school joined, and those before the first list that this archive holds, count for no trust. A trust may take schools on because of their grades: neither a ranking nor a measure of its work.';
COMMENT ON COLUMN trust_grades.trust_uid IS 'Trust on the first day of the inspection.';
COMMENT ON COLUMN trust_grades.trust_name IS 'Its name then.';
COMMENT ON COLUMN trust_grades.framework IS 'Inspection framework. Grades of two frameworks must not be compared: filter to one.';
COMMENT ON COLUMN trust_grades.area IS 'Area judged.';
COMMENT ON COLUMN trust_grades.grade IS 'Grade in the published word.';
COMMENT ON COLUMN trust_grades.grade_rank IS 'Place on this grade''s own scale, 1 is best; for ordering within one framework and area.';
COMMENT ON COLUMN trust_grades.judgements IS 'Judgements with this grade.';
COMMENT ON COLUMN trust_grades.share IS 'Share of the judgements of the same trust, framework and area, 0 to 1.';
