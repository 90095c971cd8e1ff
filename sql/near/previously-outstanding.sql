-- How far an event is from previously-outstanding, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    event_id,
    CASE WHEN is_card THEN above::INTEGER + coalesce(was <> 'Outstanding', true)::INTEGER END AS short_by,
    CASE WHEN is_card THEN list_filter([
        CASE WHEN above THEN ['near.previously-outstanding.above', areas] END,
        CASE
            WHEN was <> 'Outstanding' THEN ['near.previously-outstanding.before', was]
            WHEN was IS NULL THEN ['near.previously-outstanding.not_graded']
        END
    ], lambda fact: fact IS NOT NULL) ELSE [['near.no_card_grades']] END AS missing
FROM (
    SELECT
        e.event_id,
        e.kind = 'report' AND e.framework = 'report_card_2025' AND card.graded IS NOT NULL AS is_card,
        card.areas IS NOT NULL AS above, card.areas, before.grade AS was
    FROM workings.event AS e
    LEFT JOIN (
        SELECT
            event_id, count(*) AS graded,
            string_agg(area_title, ', ' ORDER BY area_title) FILTER (grade IN ('Exceptional', 'Strong standard')) AS areas
        FROM workings.event_judgement
        WHERE list_contains($events, event_id) AND area <> 'safeguarding' AND status = 'graded'
        GROUP BY event_id
    ) AS card ON card.event_id = e.event_id
    LEFT JOIN previous_graded AS p ON p.inspection_id = e.inspection_id
    LEFT JOIN judgement AS before
        ON before.inspection_id = p.previous_inspection_id AND before.area = 'overall_effectiveness' AND before.grading_no = 1
    WHERE list_contains($events, e.event_id)
)
