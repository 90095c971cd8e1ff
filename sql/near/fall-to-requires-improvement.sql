-- How far an event is from fall-to-requires-improvement, and what was missing. Grain: one event. Parameter: $events, ids.
-- Reader: explain.
WITH third AS (
    SELECT
        j.event_id, string_agg(j.area_title, ', ' ORDER BY j.area_title) AS areas,
        bool_or(coalesce(c.comparability IN ('same_scale', 'legacy_scale') AND c.direction = 'worse', false)) AS fell,
        bool_or(coalesce(c.comparability IN ('same_scale', 'legacy_scale') AND c.direction <> 'first', false)) AS compared,
        bool_or(coalesce(c.comparability = 'not_comparable', false)) AS is_incomparable
    FROM workings.event_judgement AS j
    SEMI JOIN workings.key_judgement AS k USING (area)
    LEFT JOIN judgement_change AS c
        ON c.inspection_id = j.inspection_id AND c.area = j.area AND c.grading_no = j.grading_no AND c.grade IS NOT NULL
    WHERE list_contains($events, j.event_id) AND j.grade = 'Requires improvement'
    GROUP BY j.event_id
), lowest AS (
    SELECT e.event_id, max(j.grade_rank) AS grade_rank, arg_max(j.grade, j.grade_rank) AS grade
    FROM workings.event AS e
    JOIN judgement AS j USING (inspection_id)
    SEMI JOIN workings.key_judgement AS k USING (area)
    WHERE list_contains($events, e.event_id) AND e.kind = 'report' AND j.grading_no = 1
    GROUP BY e.event_id
)
SELECT
    e.event_id,
    CASE
        WHEN third.fell THEN 0
        WHEN third.compared THEN 1
        WHEN third.event_id IS NULL AND lowest.grade_rank IS NOT NULL THEN greatest(abs(3 - lowest.grade_rank), 1)
    END AS short_by,
    CASE
        WHEN third.fell THEN NULL
        WHEN third.compared THEN [['near.fall-to-requires-improvement.no_better_before', third.areas]]
        WHEN third.event_id IS NULL AND lowest.grade_rank IS NOT NULL
            THEN [['near.lowest_grade', 'Requires improvement', lowest.grade]]
        WHEN e.kind = 'monitoring' OR e.inspection_kind NOT IN ('graded', 'report_card') THEN [['near.no_graded_report']]
        WHEN p.inspection_id IS NULL THEN [['near.no_report_before']]
        WHEN third.is_incomparable OR earlier.framework IS DISTINCT FROM e.framework
            THEN [['near.not_comparable', framework.value, framework_before.value]]
        WHEN third.event_id IS NULL THEN [['near.fall-to-requires-improvement.report_card']]
        ELSE [['near.no_same_areas']]
    END AS missing
FROM workings.event AS e
LEFT JOIN third USING (event_id)
LEFT JOIN lowest USING (event_id)
LEFT JOIN previous_graded AS p ON p.inspection_id = e.inspection_id
LEFT JOIN inspection AS earlier ON earlier.inspection_id = p.previous_inspection_id
LEFT JOIN workings.text AS framework ON framework.key = 'framework.' || e.framework
LEFT JOIN workings.text AS framework_before ON framework_before.key = 'framework.' || earlier.framework
WHERE list_contains($events, e.event_id)
