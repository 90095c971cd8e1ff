-- A category of concern stands only where a source states it.
-- reads: inspection
SELECT inspection_id, category_of_concern
FROM inspection
WHERE category_of_concern IS NOT NULL AND NOT category_known
