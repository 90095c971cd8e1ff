-- Predecessors read from the 'URN at time of' columns. The rows of one school, in all documents, name its URNs through time: ordered by
-- inspection dates they form a line, newest first. (A single document may leave a URN out, and its line would jump over it.) URNs whose
-- inspections interleave, or that one list names as schools at the same time, cannot be one line: both become direct predecessors of
-- the school itself (a merger).
-- Grain of school_link: one directed link from one source.
CREATE TEMP TABLE row_urn AS
SELECT urn AS school_urn, urn_at_inspection AS urn, source,
    min(inspection_start_date) AS first_day, max(inspection_start_date) AS last_day
FROM inspection_row
GROUP BY ALL
UNION ALL
-- The school as it is now stands at the head of its line, whether or not it has been inspected under this URN.
SELECT DISTINCT i.urn, i.urn, i.source, DATE '9999-12-31', DATE '9999-12-31'
FROM inspection_row AS i
WHERE i.urn_at_inspection <> i.urn;

CREATE TEMP TABLE row_line AS
SELECT
    school_urn, source, urn, first_day,
    lead(urn) OVER line AS earlier_urn,
    lead(last_day) OVER line AS earlier_last_day
FROM (
    SELECT school_urn, source, urn,
        max(first_day) AS first_day, max(last_day) AS last_day
    FROM row_urn
    GROUP BY ALL
)
WINDOW line AS (PARTITION BY school_urn, source ORDER BY last_day DESC, urn DESC);

CREATE TEMP TABLE listed_together AS
SELECT DISTINCT a.urn, a.earlier_urn
FROM row_line AS a
JOIN parsed_school AS one ON one.urn = a.urn
JOIN parsed_school AS other ON other.urn = a.earlier_urn AND other.document_id = one.document_id
WHERE a.urn <> a.school_urn;

CREATE TEMP TABLE predecessor AS
SELECT DISTINCT
    CASE
        WHEN l.urn = l.school_urn THEN l.school_urn
        WHEN l.earlier_last_day >= l.first_day OR t.urn IS NOT NULL THEN l.school_urn
        ELSE l.urn
    END AS urn,
    l.earlier_urn AS linked_urn,
    l.source
FROM row_line AS l
LEFT JOIN listed_together AS t ON t.urn = l.urn AND t.earlier_urn = l.earlier_urn
WHERE l.earlier_urn IS NOT NULL AND l.earlier_urn <> l.urn;

INSERT INTO school_link BY NAME
SELECT urn, linked_urn, 'predecessor' AS link_type, source FROM predecessor WHERE urn <> linked_urn
UNION ALL
SELECT linked_urn AS urn, urn AS linked_urn, 'successor' AS link_type, source FROM predecessor WHERE urn <> linked_urn
ORDER BY ALL;
