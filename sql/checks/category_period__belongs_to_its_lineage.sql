-- A period stands in the lineage of the school that entered the category.
-- reads: category_period, inspection
SELECT p.lineage_id, p.category, p.entered_by, i.lineage_id AS lineage_of_inspection
FROM category_period AS p
JOIN inspection AS i ON i.inspection_id = p.entered_by
WHERE i.lineage_id <> p.lineage_id
