-- How far an event is from again-below-expected, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
WITH asked AS (
    SELECT e.event_id, e.kind, e.inspection_kind, e.category_known, e.category_of_concern, p.previous_inspection_id
    FROM workings.event AS e
    LEFT JOIN previous_graded AS p USING (inspection_id)
    WHERE list_contains($events, e.event_id)
), now AS (
    SELECT DISTINCT j.event_id
    FROM workings.event_judgement AS j
    LEFT JOIN workings.key_judgement AS k USING (area)
    WHERE list_contains($events, j.event_id)
        AND (j.grade = 'Needs attention' OR (j.grade = 'Requires improvement' AND k.area IS NOT NULL))
), before AS (
    SELECT DISTINCT j.inspection_id
    FROM judgement AS j
    SEMI JOIN asked ON asked.previous_inspection_id = j.inspection_id
    SEMI JOIN workings.key_judgement AS k ON k.area = j.area
    WHERE j.grade_rank IN (3, 4)
)
SELECT
    event_id,
    CASE WHEN is_report THEN (NOT now)::INTEGER + (NOT before)::INTEGER + (now AND before AND left_category)::INTEGER END AS short_by,
    CASE WHEN is_report THEN list_filter([
        CASE WHEN NOT now THEN ['near.again-below-expected.now'] END,
        CASE
            WHEN before THEN NULL
            WHEN has_previous THEN ['near.again-below-expected.before']
            ELSE ['near.no_report_before']
        END,
        CASE WHEN now AND before AND left_category THEN ['near.again-below-expected.left_category'] END
    ], lambda fact: fact IS NOT NULL) ELSE [['near.no_graded_report']] END AS missing
FROM (
    SELECT
        e.event_id,
        e.kind = 'report' AND e.inspection_kind IN ('graded', 'report_card') AS is_report,
        now.event_id IS NOT NULL AS now,
        coalesce(before.inspection_id IS NOT NULL AND i.framework <> 'report_card_2025', false) AS before,
        i.inspection_id IS NOT NULL AS has_previous,
        coalesce(e.category_known AND e.category_of_concern IS NULL AND i.category_of_concern IS NOT NULL, false) AS left_category
    FROM asked AS e
    LEFT JOIN now USING (event_id)
    LEFT JOIN inspection AS i ON i.inspection_id = e.previous_inspection_id
    LEFT JOIN before ON before.inspection_id = e.previous_inspection_id
)
