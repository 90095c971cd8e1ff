-- The times that a school, or one that it was before, is known to have spent in a category of concern. Grain: one period.
-- Parameter: $urn. Reader: desk.
SELECT p.category, t.value AS category_title, p.entered_on, p.left_on
FROM category_period AS p
SEMI JOIN school_inspection AS s ON s.inspection_id = p.entered_by AND s.urn = $urn
LEFT JOIN workings.text AS t ON t.key = 'category.' || p.category
ORDER BY p.entered_on, p.category;
