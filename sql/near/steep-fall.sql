-- How far an event is from steep-fall, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
WITH pair AS (
    SELECT
        e.event_id, c.comparability, c.direction, c.previous_grade_rank,
        CASE WHEN c.comparability IN ('same_scale', 'legacy_scale') THEN c.grade_rank - c.previous_grade_rank END AS fall,
        [coalesce(t.value, c.area), c.previous_grade, c.grade] AS change
    FROM workings.event AS e
    JOIN judgement_change AS c USING (inspection_id)
    LEFT JOIN workings.event_judgement AS regraded
        ON regraded.event_id = e.event_id AND regraded.area = c.area AND regraded.grading_no = c.grading_no
    LEFT JOIN workings.text AS t ON t.key = 'area.' || c.area
    WHERE list_contains($events, e.event_id)
        AND c.area NOT IN ('safeguarding', 'category_of_concern')
        AND CASE e.kind WHEN 'report' THEN c.grading_no = 1 WHEN 'regrading' THEN regraded.event_id IS NOT NULL END
), compared AS (
    SELECT
        event_id, max(fall) AS fall, arg_max(change, fall) AS change,
        max(4 - previous_grade_rank) FILTER (comparability = 'derived_floor') AS floor_fall,
        bool_or(comparability = 'not_comparable') AS is_incomparable
    FROM pair
    GROUP BY event_id
)
SELECT
    e.event_id,
    -- greatest() passes over what is not known.
    CASE
        WHEN greatest(c.fall, c.floor_fall) IS NOT NULL THEN greatest(threshold_of('steep_fall_grades') - greatest(c.fall, c.floor_fall), 0)
    END AS short_by,
    CASE
        WHEN greatest(c.fall, c.floor_fall) >= threshold_of('steep_fall_grades') THEN NULL
        WHEN greatest(c.fall, c.floor_fall) <= 0 THEN [['near.nothing_fell']]
        WHEN c.fall > 0 THEN [['near.steep-fall.smaller'] || c.change]
        WHEN c.floor_fall > 0 THEN [['near.steep-fall.smaller_floor']]
        WHEN e.kind = 'monitoring' OR e.inspection_kind NOT IN ('graded', 'report_card') THEN [['near.no_graded_report']]
        WHEN e.kind = 'regrading' THEN [['near.regraded-down.not_down']]
        WHEN p.inspection_id IS NULL THEN [['near.no_report_before']]
        WHEN c.is_incomparable THEN [['near.not_comparable', framework.value, framework_before.value]]
        ELSE [['near.no_same_areas']]
    END AS missing
FROM workings.event AS e
LEFT JOIN compared AS c USING (event_id)
LEFT JOIN previous_graded AS p ON p.inspection_id = e.inspection_id
LEFT JOIN inspection AS earlier ON earlier.inspection_id = p.previous_inspection_id
LEFT JOIN workings.text AS framework ON framework.key = 'framework.' || e.framework
LEFT JOIN workings.text AS framework_before ON framework_before.key = 'framework.' || earlier.framework
WHERE list_contains($events, e.event_id)
