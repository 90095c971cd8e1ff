-- Every inspection has a name that sources use: two archives are compared by alias.
-- reads: inspection, inspection_alias
SELECT i.inspection_id
FROM inspection AS i
ANTI JOIN inspection_alias AS alias USING (inspection_id)
