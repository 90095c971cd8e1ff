-- One row is one directed link from one source.
-- reads: school_link
SELECT urn, linked_urn, link_type, source, count(*) AS rows_found
FROM school_link
GROUP BY ALL
HAVING count(*) > 1
