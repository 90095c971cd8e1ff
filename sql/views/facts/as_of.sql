-- as_of
-- Grain: one school and area, as the newest full report published by a day graded it. Parameter: at_date. Readers: analysts.
CREATE MACRO as_of(at_date) AS TABLE
WITH published AS (
    SELECT
        s.urn, s.relation, i.inspection_id, i.urn_at_inspection, i.framework, i.kind, i.inspection_start_date, i.publication_date,
        i.category_of_concern, i.category_known
    FROM school_inspection AS s
    JOIN inspection AS i USING (inspection_id)
    WHERE i.kind IN ('graded', 'report_card')
        AND i.publication_date <= at_date::DATE
        AND (i.withdrawn_on IS NULL OR i.withdrawn_on > at_date::DATE)
    QUALIFY row_number() OVER (
        PARTITION BY s.urn ORDER BY i.inspection_start_date DESC, i.publication_date DESC, i.inspection_id
    ) = 1
), graded AS (
    SELECT inspection_id, area, grading_no, grade_date, grade, grade_rank, status
    FROM judgement
    -- A re-grading counts from its own day on.
    WHERE (grading_no = 1 OR grade_date <= at_date::DATE)
        AND NOT EXISTS (
            FROM judgement AS later
            WHERE later.inspection_id = judgement.inspection_id
                AND later.area = judgement.area
                AND later.grading_no > 1
                AND later.grading_no > judgement.grading_no
                AND later.grade_date <= at_date::DATE
        )
)
SELECT
    p.urn, p.relation, p.urn_at_inspection, p.inspection_id, p.framework, p.kind, p.inspection_start_date, p.publication_date,
    p.category_of_concern, p.category_known, g.area, g.grading_no, g.grade, g.grade_rank, g.status
FROM published AS p
LEFT JOIN graded AS g USING (inspection_id);
COMMENT ON MACRO TABLE as_of IS 'The grade profile of every school as it stood published on a day: FROM as_of(DATE ''2026-01-31''). One row for each area of the newest graded report or report card published by then; re-gradings count from their date; columns as in inspection and judgement. Ungraded inspections change nothing in it. Key: urn, area. Predecessors stand under their own URN, too: SEMI JOIN school keeps the schools that a list names. A report whose publication no source dates counts on no day. Grades of different frameworks have scales of their own: group by framework and area.';
