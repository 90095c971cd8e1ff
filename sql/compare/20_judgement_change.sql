-- Each grading beside the one before it. What may be compared stands in reference/comparability.csv; beyond that table only the same
-- area under the same framework is one scale. Satisfactory and Requires improvement are both third on their scales and are not the same.
-- Grain of judgement_change: inspection_id, area, grading_no.
CREATE TEMP TABLE graded_judgement AS
SELECT j.inspection_id, j.area, j.grading_no, j.grade, j.grade_rank, g.framework
FROM judgement AS j
JOIN graded_report AS g USING (inspection_id)
WHERE j.status = 'graded';

CREATE TEMP TABLE side_by_side AS
SELECT
    now.inspection_id, now.area, now.grading_no, now.grade, now.grade_rank,
    p.previous_inspection_id, p.via_predecessor,
    before.area AS previous_area, before.grade AS previous_grade, before.grade_rank AS previous_grade_rank,
    earlier.framework IS NOT DISTINCT FROM now.framework AS same_framework,
    CASE
        WHEN p.previous_inspection_id IS NULL THEN NULL
        WHEN now.framework IS NULL THEN 'not_comparable'
        WHEN earlier.framework = now.framework THEN 'same_scale'
        ELSE coalesce(c.comparability, 'not_comparable')
    END AS comparability
FROM graded_judgement AS now
LEFT JOIN previous_graded AS p USING (inspection_id)
LEFT JOIN graded_report AS earlier ON earlier.inspection_id = p.previous_inspection_id
LEFT JOIN (
    -- A report's areas as they stood before the next report: after any re-grading.
    SELECT * FROM graded_judgement
    QUALIFY row_number() OVER (PARTITION BY inspection_id, area ORDER BY grading_no DESC) = 1
) AS before
    ON before.inspection_id = p.previous_inspection_id AND before.area = now.area
LEFT JOIN comparability AS c
    ON c.from_framework = earlier.framework AND c.from_area = now.area
    AND c.to_framework = now.framework AND c.to_area = now.area
WHERE now.grading_no = 1;

INSERT INTO judgement_change BY NAME
SELECT
    inspection_id, area, grading_no, previous_inspection_id, previous_area, previous_grade, previous_grade_rank,
    grade, grade_rank,
    CASE
        WHEN comparability IS NULL THEN 'first'
        WHEN comparability = 'not_comparable' OR unlike_thirds THEN 'not_comparable'
        WHEN previous_grade_rank IS NULL THEN 'first'
        WHEN grade_rank > previous_grade_rank THEN 'worse'
        WHEN grade_rank < previous_grade_rank THEN 'better'
        ELSE 'same'
    END AS direction,
    CASE WHEN unlike_thirds THEN 'not_comparable' ELSE comparability END AS comparability,
    coalesce(via_predecessor, false) AS via_predecessor
FROM (
    SELECT *,
        comparability = 'legacy_scale' AND previous_grade_rank = 3 AND grade_rank = 3 AND previous_grade <> grade AS unlike_thirds
    FROM side_by_side
)
UNION ALL
-- A re-grading is compared with the grading before it at the same inspection.
SELECT
    now.inspection_id, now.area, now.grading_no,
    now.inspection_id AS previous_inspection_id, before.area AS previous_area, before.grade AS previous_grade,
    before.grade_rank AS previous_grade_rank, now.grade, now.grade_rank,
    CASE
        WHEN before.grade_rank IS NULL THEN 'first'
        WHEN now.grade_rank > before.grade_rank THEN 'worse'
        WHEN now.grade_rank < before.grade_rank THEN 'better'
        ELSE 'same'
    END AS direction,
    'same_scale' AS comparability,
    false AS via_predecessor
FROM graded_judgement AS now
LEFT JOIN graded_judgement AS before
    ON before.inspection_id = now.inspection_id AND before.area = now.area AND before.grading_no = now.grading_no - 1
WHERE now.grading_no > 1
UNION ALL
-- Since September 2024 there is no overall grade; a key judgement of 4 would have made it a 4. A floor, never shown as a grade.
SELECT
    floor.inspection_id, 'overall_effectiveness' AS area, 1 AS grading_no,
    p.previous_inspection_id, before.area AS previous_area, before.grade AS previous_grade,
    before.grade_rank AS previous_grade_rank, NULL AS grade, NULL AS grade_rank,
    CASE WHEN before.grade_rank < 4 THEN 'worse' ELSE 'same' END AS direction,
    c.comparability, p.via_predecessor
FROM (
    SELECT DISTINCT inspection_id, framework
    FROM graded_judgement
    WHERE framework = 'education_inspection_2024' AND grade_rank = 4 AND grading_no = 1
        AND area IN ('quality_of_education', 'behaviour_and_attitudes', 'personal_development', 'leadership_and_management')
) AS floor
JOIN previous_graded AS p USING (inspection_id)
JOIN graded_report AS earlier ON earlier.inspection_id = p.previous_inspection_id
JOIN graded_judgement AS before
    ON before.inspection_id = p.previous_inspection_id AND before.area = 'overall_effectiveness' AND before.grading_no = 1
JOIN comparability AS c
    ON c.from_framework = earlier.framework AND c.from_area = 'overall_effectiveness'
    AND c.to_framework = floor.framework AND c.to_area = 'overall_effectiveness' AND c.comparability = 'derived_floor'
WHERE NOT EXISTS (
    FROM graded_judgement AS own WHERE own.inspection_id = floor.inspection_id AND own.area = 'overall_effectiveness'
)
UNION ALL
-- Entering, remaining in and leaving a category of concern: statutory in every era, so comparable across all of them.
SELECT
    now.inspection_id, 'category_of_concern' AS area, 1 AS grading_no,
    p.previous_inspection_id,
    CASE WHEN earlier.category_known THEN 'category_of_concern' END AS previous_area,
    earlier.category_of_concern AS previous_grade, was.gravity AS previous_grade_rank,
    now.category_of_concern AS grade, became.gravity AS grade_rank,
    CASE
        WHEN p.previous_inspection_id IS NULL OR NOT earlier.category_known THEN 'first'
        WHEN coalesce(became.gravity, 0) > coalesce(was.gravity, 0) THEN 'worse'
        WHEN coalesce(became.gravity, 0) < coalesce(was.gravity, 0) THEN 'better'
        ELSE 'same'
    END AS direction,
    CASE WHEN earlier.category_known THEN 'category' END AS comparability,
    coalesce(p.via_predecessor, false) AS via_predecessor
FROM graded_report AS now
LEFT JOIN previous_graded AS p USING (inspection_id)
LEFT JOIN graded_report AS earlier ON earlier.inspection_id = p.previous_inspection_id
LEFT JOIN category AS became ON became.category = now.category_of_concern
LEFT JOIN category AS was ON was.category = earlier.category_of_concern
WHERE now.category_known AND (now.category_of_concern IS NOT NULL OR earlier.category_of_concern IS NOT NULL)
ORDER BY 1, 2, 3;
