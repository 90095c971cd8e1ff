-- The graded report before a flag's inspection, for reading beside it: rules such as again-below-expected speak of both.
-- Grain: one row, or none. Parameter: $inspection_id. Reader: explain.
SELECT
    i.inspection_id, i.inspection_number, i.urn_at_inspection, i.kind AS inspection_kind, i.framework, i.inspection_start_date,
    i.inspection_end_date, i.publication_date, i.category_of_concern, category.value AS category_title, i.category_known,
    p.via_predecessor
FROM previous_graded AS p
JOIN inspection AS i ON i.inspection_id = p.previous_inspection_id
LEFT JOIN workings.text AS category ON category.key = 'category.' || i.category_of_concern
WHERE p.inspection_id = $inspection_id;
