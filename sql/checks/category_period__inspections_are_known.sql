-- A category was entered and left by known inspections.
-- reads: category_period, inspection
SELECT p.lineage_id, p.category, p.entered_by, p.left_by
FROM category_period AS p
LEFT JOIN inspection AS entered ON entered.inspection_id = p.entered_by
LEFT JOIN inspection AS ended ON ended.inspection_id = p.left_by
WHERE entered.inspection_id IS NULL OR (p.left_by IS NOT NULL AND ended.inspection_id IS NULL)
