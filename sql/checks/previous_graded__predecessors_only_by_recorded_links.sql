-- Another school's report is a report before only within one lineage, through recorded links, and is labelled as a predecessor's.
-- reads: previous_graded, inspection
SELECT p.inspection_id, p.previous_inspection_id, now.urn_at_inspection, before.urn_at_inspection AS previous_urn, p.via_predecessor
FROM previous_graded AS p
JOIN inspection AS now USING (inspection_id)
JOIN inspection AS before ON before.inspection_id = p.previous_inspection_id
WHERE p.via_predecessor <> (before.urn_at_inspection <> now.urn_at_inspection)
    OR before.lineage_id <> now.lineage_id
