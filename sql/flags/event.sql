-- Grain: one event, published up to the as-of date. Management information gives no publication date for a re-grading: the night on
-- which it was first known counts. Where that lies long after the day judged (an archive begun later), a set number of days is used.
INSERT INTO workings.event
WITH dated AS (
    SELECT
        i.inspection_id AS event_id, i.inspection_id,
        CASE WHEN i.kind = 'monitoring' THEN 'monitoring' ELSE 'report' END AS kind,
        CASE WHEN i.kind = 'monitoring' THEN NULL ELSE 1 END AS grading_no,
        coalesce(
            i.publication_date,
            least(i.known_from, coalesce(i.inspection_end_date, i.inspection_start_date) + threshold_of('unstated_publication_days'))
        ) AS event_on,
        i.publication_date IS NOT NULL AS event_on_known,
        i.known_from
    FROM inspection AS i
    UNION ALL
    SELECT
        inspection_id || ':' || grade_date AS event_id, inspection_id, 'regrading' AS kind, min(grading_no) AS grading_no,
        least(min(known_from), grade_date + threshold_of('unstated_publication_days')) AS event_on,
        false AS event_on_known,
        min(known_from) AS known_from
    FROM judgement
    WHERE grading_no > 1
    GROUP BY inspection_id, grade_date
), lag AS (
    SELECT a.inspection_id, min(l.days) AS days
    FROM inspection_alias AS a
    JOIN workings.source_lag AS l USING (source)
    GROUP BY a.inspection_id
)
SELECT
    d.event_id,
    'f' || substr(sha256(d.event_id), 1, 15) AS flag_id,
    d.inspection_id, d.kind, d.grading_no, d.event_on, d.event_on_known,
    greatest(d.event_on, least(d.known_from, d.event_on + lag.days)) AS seen_on,
    today.urn,
    i.urn_at_inspection, i.lineage_id, i.framework, i.kind AS inspection_kind, i.inspection_start_date,
    coalesce(i.inspection_end_date, i.inspection_start_date) AS inspection_end_date,
    i.category_of_concern, c.value AS category_title, i.category_known, i.outcome,
    coalesce(i.school_type_at_inspection, inspected.type) AS school_type, i.withdrawn_on,
    i.document_id, i.locator
FROM dated AS d
JOIN inspection AS i USING (inspection_id)
JOIN (
    SELECT urn AS urn_at_inspection, arg_max(reached_urn, step) AS urn FROM workings.urn_path GROUP BY urn
) AS today USING (urn_at_inspection)
LEFT JOIN school AS inspected ON inspected.urn = i.urn_at_inspection
LEFT JOIN lag ON lag.inspection_id = d.inspection_id
LEFT JOIN workings.text AS c ON c.key = 'category.' || i.category_of_concern
WHERE d.event_on <= as_of_day()
