-- Grain: one area of one event that a rule could act on: below expected, not stated, or any area of a report card. A re-grading upward
-- is good news and raises nothing, so only areas re-graded downward are kept.
INSERT INTO workings.event_judgement
WITH reported AS (
    SELECT
        e.event_id, e.inspection_id, e.framework = 'report_card_2025' AS on_report_card,
        j.area, j.grading_no, j.grade, j.grade_rank, j.status, j.grade_date, j.document_id, j.locator,
        CASE
            WHEN j.status <> 'graded' THEN false
            WHEN j.area = 'safeguarding' THEN j.grade IN ('Not met', 'No')
            WHEN e.framework = 'report_card_2025' THEN j.grade IN ('Needs attention', 'Urgent improvement')
            ELSE coalesce(j.grade_rank >= 3, false)
        END AS below_expected
    FROM judgement AS j
    JOIN workings.event AS e ON e.inspection_id = j.inspection_id AND e.kind = 'report'
    WHERE j.grading_no = 1 AND j.status IN ('graded', 'unknown', 'insufficient_evidence')
)
SELECT
    r.event_id, r.inspection_id, r.area, coalesce(t.value, r.area) AS area_title, r.grading_no, r.grade, r.grade_rank, r.status,
    r.grade_date, NULL AS previous_grade, r.below_expected, r.document_id, r.locator
FROM reported AS r
LEFT JOIN workings.text AS t ON t.key = 'area.' || r.area
WHERE r.below_expected OR r.status <> 'graded' OR r.on_report_card
UNION ALL
SELECT
    e.event_id, e.inspection_id, j.area, coalesce(t.value, j.area), j.grading_no, j.grade, j.grade_rank, j.status,
    j.grade_date, c.previous_grade,
    j.grade IN ('Needs attention', 'Urgent improvement', 'Not met', 'No') OR (e.framework IS DISTINCT FROM 'report_card_2025' AND j.grade_rank >= 3),
    j.document_id, j.locator
FROM judgement AS j
JOIN workings.event AS e ON e.inspection_id = j.inspection_id AND e.event_id = j.inspection_id || ':' || j.grade_date
JOIN judgement_change AS c
    ON c.inspection_id = j.inspection_id AND c.area = j.area AND c.grading_no = j.grading_no AND c.direction = 'worse'
LEFT JOIN workings.text AS t ON t.key = 'area.' || j.area
WHERE j.grading_no > 1
