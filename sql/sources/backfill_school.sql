-- Schools that a backfill can be asked for, and how many of their inspections are known: about as many reports stand on their pages.
-- Reads: school, inspection.
-- Grain: one URN.
SELECT
    s.urn,
    s.local_authority,
    s.status NOT IN ('closed', 'proposed_to_open') AS may_have_page,
    count(i.inspection_id)::INTEGER AS inspections
FROM school AS s
LEFT JOIN inspection AS i ON i.urn_at_inspection = s.urn
GROUP BY s.urn, s.local_authority, s.status
ORDER BY s.urn
