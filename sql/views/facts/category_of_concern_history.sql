-- category_of_concern_history
-- Grain: one unbroken period of one line of schools in one category. Readers: analysts, standing list.
CREATE VIEW category_of_concern_history AS
SELECT
    p.lineage_id,
    entered.urn_at_inspection AS urn_when_entered,
    p.category,
    p.entered_on,
    p.left_on,
    date_diff('day', p.entered_on, p.left_on) AS days_in_category,
    p.entered_by,
    p.left_by
FROM category_period AS p
JOIN inspection AS entered ON entered.inspection_id = p.entered_by;
COMMENT ON VIEW category_of_concern_history IS 'Known periods in a category of concern; days_in_category counts calendar days between publications and is NULL while the period lasts.';
