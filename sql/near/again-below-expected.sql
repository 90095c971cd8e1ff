-- How far an event is from again-below-expected, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    event_id,
    CASE WHEN is_report THEN (NOT now)::INTEGER + (NOT before)::INTEGER + (now AND before AND left_category)::INTEGER END AS short_by,
    CASE WHEN is_report THEN nullif(concat_ws(
        '; ',
        CASE WHEN NOT now THEN say('near.again-below-expected.now') END,
        CASE
            WHEN before THEN NULL
            WHEN has_previous THEN say('near.again-below-expected.before')
            ELSE say('near.no_report_before')
        END,
        CASE WHEN now AND before AND left_category THEN say('near.again-below-expected.left_category') END
    ), '') ELSE say('near.no_graded_report') END AS missing
FROM (
    SELECT
        e.event_id,
        e.kind = 'report' AND e.inspection_kind IN ('graded', 'report_card') AS is_report,
        EXISTS (
            FROM workings.event_judgement AS j
            LEFT JOIN workings.key_judgement AS k USING (area)
            WHERE j.event_id = e.event_id
                AND (j.grade = 'Needs attention' OR (j.grade = 'Requires improvement' AND k.area IS NOT NULL))
        ) AS now,
        EXISTS (
            FROM judgement AS j
            SEMI JOIN workings.key_judgement AS k USING (area)
            WHERE j.inspection_id = i.inspection_id AND i.framework <> 'report_card_2025' AND j.grade_rank IN (3, 4)
        ) AS before,
        i.inspection_id IS NOT NULL AS has_previous,
        coalesce(e.category_known AND e.category_of_concern IS NULL AND i.category_of_concern IS NOT NULL, false) AS left_category
    FROM workings.event AS e
    LEFT JOIN previous_graded AS p ON p.inspection_id = e.inspection_id
    LEFT JOIN inspection AS i ON i.inspection_id = p.previous_inspection_id
    WHERE list_contains($events, e.event_id)
)
