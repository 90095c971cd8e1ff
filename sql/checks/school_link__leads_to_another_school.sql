-- No school is its own predecessor.
-- reads: school_link
SELECT urn, link_type, source
FROM school_link
WHERE urn = linked_urn
