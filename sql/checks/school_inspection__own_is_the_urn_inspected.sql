-- An inspection is a school's own under the URN inspected and inherited under any other: what is inherited is never news.
-- reads: school_inspection, inspection
SELECT speaks.urn, speaks.inspection_id, speaks.relation, i.urn_at_inspection
FROM school_inspection AS speaks
JOIN inspection AS i USING (inspection_id)
WHERE (speaks.relation = 'own') <> (speaks.urn = i.urn_at_inspection)
