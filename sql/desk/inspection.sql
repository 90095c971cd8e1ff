-- One inspection of a school, or inherited by it. Grain: one row, or none. Parameters: $urn, $inspection_id. Reader: desk.
SELECT
    i.inspection_id, i.inspection_number, i.urn_at_inspection, i.kind, i.framework, i.outcome, i.inspection_start_date,
    i.inspection_end_date, i.start_date_source, i.publication_date, i.publication_date_source, i.category_of_concern,
    t.value AS category_title, i.category_known, i.report_url, i.withdrawn_on, i.known_from, i.document_id, i.locator
FROM inspection AS i
SEMI JOIN school_inspection AS s ON s.inspection_id = i.inspection_id AND s.urn = $urn
LEFT JOIN workings.text AS t ON t.key = 'category.' || i.category_of_concern
WHERE i.inspection_id = $inspection_id;
