-- How far an event is from special-measures, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    CASE
        WHEN NOT judges_schools OR is_exempt THEN NULL
        WHEN e.category_of_concern = 'special_measures' THEN 0
        WHEN e.category_of_concern IS NULL THEN 2
        ELSE 1
    END AS short_by,
    CASE
        WHEN NOT judges_schools THEN [['near.no_graded_report']]
        WHEN is_exempt THEN [['near.no_categories_here']]
        WHEN e.category_of_concern IS NULL THEN [['near.no_category']]
        WHEN e.category_of_concern <> 'special_measures' THEN [['near.other_category', e.category_title]]
    END AS missing
FROM (
    SELECT
        *,
        kind = 'report' AND inspection_kind IN ('graded', 'report_card') AS judges_schools,
        NOT category_known AND coalesce(school_type, '') ILIKE '%independent%' AS is_exempt
    FROM workings.event
    WHERE list_contains($events, event_id)
) AS e
