-- One row is one unchanged set of attributes of one school.
-- reads: school_history
SELECT urn, valid_from, count(*) AS rows_found
FROM school_history
GROUP BY ALL
HAVING count(*) > 1
