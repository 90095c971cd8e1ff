-- A re-grading is dated more than three days after the inspection began, and gradings follow one another in time. An original grading
-- bears no such date: what two sources say of one grading must not become two.
-- reads: judgement, inspection
SELECT inspection_id, area, grading_no, grade_date, inspection_start_date, earlier_date
FROM (
    SELECT
        j.inspection_id, j.area, j.grading_no, j.grade_date, i.inspection_start_date,
        lag(j.grade_date) OVER (PARTITION BY j.inspection_id, j.area ORDER BY j.grading_no) AS earlier_date
    FROM judgement AS j
    JOIN inspection AS i USING (inspection_id)
    WHERE j.grading_no > 1 OR j.grade_date IS NOT NULL
)
WHERE (grading_no > 1) <> coalesce(grade_date > inspection_start_date + 3, false) OR grade_date <= earlier_date
