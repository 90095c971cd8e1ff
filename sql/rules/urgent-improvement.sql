-- id: urgent-improvement
-- title: An area of the report card is at Urgent improvement
-- tier: 1
-- window_days: 90
-- effect: trigger
-- rationale: Any area at Urgent improvement leads to a category of concern. Where the file shows no category beside it, the evidence
--   says so.
-- source: Ofsted monitoring operating guide
SELECT
    e.event_id,
    CASE
        WHEN urgent.areas IS NULL THEN NULL
        WHEN e.kind = 'report' AND e.category_known AND e.category_of_concern IS NULL
            THEN format(say('evidence.urgent-improvement.no_category'), urgent.areas)
        ELSE format(say('evidence.urgent-improvement.areas'), urgent.areas)
    END AS evidence,
    urgent.document_id,
    urgent.locator,
    CASE WHEN urgent.areas IS NULL THEN format(say('unknown.grade'), urgent.not_stated) END AS unknown
FROM workings.event AS e
JOIN (
    SELECT
        event_id,
        string_agg(area_title, ', ' ORDER BY area_title) FILTER (grade = 'Urgent improvement') AS areas,
        string_agg(area_title, ', ' ORDER BY area_title) FILTER (status = 'unknown') AS not_stated,
        min(document_id) FILTER (grade = 'Urgent improvement') AS document_id,
        string_agg(locator, '; ' ORDER BY area_title) FILTER (grade = 'Urgent improvement') AS locator
    FROM workings.event_judgement
    WHERE area <> 'safeguarding'
    GROUP BY event_id
) AS urgent USING (event_id)
WHERE e.framework = 'report_card_2025'
    AND (urgent.areas IS NOT NULL OR urgent.not_stated IS NOT NULL)
