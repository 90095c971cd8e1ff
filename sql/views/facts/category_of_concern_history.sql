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
    coalesce(p.left_on, b.as_of) - p.entered_on AS days_so_far,
    p.entered_by,
    p.left_by
FROM category_period AS p
JOIN inspection AS entered ON entered.inspection_id = p.entered_by
CROSS JOIN build AS b;
COMMENT ON VIEW category_of_concern_history IS 'Known periods in a category of concern; days_in_category counts calendar days between publications and is NULL while the period lasts.';
COMMENT ON COLUMN category_of_concern_history.lineage_id IS 'Connected set of URNs. Where schools merged or split, periods are kept apart by the URN inspected.';
COMMENT ON COLUMN category_of_concern_history.urn_when_entered IS 'URN of the school that was placed in the category.';
COMMENT ON COLUMN category_of_concern_history.category IS 'Category of concern.';
COMMENT ON COLUMN category_of_concern_history.entered_on IS 'Publication date of the first known report of the period.';
COMMENT ON COLUMN category_of_concern_history.left_on IS 'Publication date of the report, or date of the re-grading, that ended it; NULL while it lasts.';
COMMENT ON COLUMN category_of_concern_history.days_in_category IS 'Calendar days from entered_on to left_on; NULL while it lasts.';
COMMENT ON COLUMN category_of_concern_history.days_so_far IS 'Calendar days from entered_on to left_on, or to the day of the build while it lasts. A median of ended periods alone leaves out the long ones that last.';
COMMENT ON COLUMN category_of_concern_history.entered_by IS 'Inspection that placed the school in the category.';
COMMENT ON COLUMN category_of_concern_history.left_by IS 'Inspection that ended the period; NULL while it lasts.';
