-- Predecessors read from the 'URN at time of' columns. The rows of one school, in all documents, name its URNs through time: ordered by
-- inspection dates they form a line, newest first. (A single document may leave a URN out, and its line would jump over it.) URNs whose
-- inspections interleave, or that one list names as schools at the same time, cannot be one line: both become direct predecessors of
-- the school itself (a merger).
-- The register of schools, letters about conversions and the events on the site's pages are further evidence, each under its own name.
-- Grain of school_link: one directed link from one source.
CREATE TEMP TABLE row_urn AS
SELECT urn AS school_urn, urn_at_inspection AS urn, source,
    min(inspection_start_date) AS first_day, max(inspection_start_date) AS last_day
FROM inspection_row
WHERE source = 'management_information'
GROUP BY ALL
UNION ALL
-- The school as it is now stands at the head of its line, whether or not it has been inspected under this URN.
SELECT DISTINCT i.urn, i.urn, i.source, DATE '9999-12-31', DATE '9999-12-31'
FROM inspection_row AS i
WHERE i.urn_at_inspection <> i.urn AND i.source = 'management_information';

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

CREATE TEMP TABLE newest_gias_links AS
SELECT max(recency) AS recency FROM document_order SEMI JOIN gias_link USING (document_id);

CREATE TEMP TABLE stated_predecessor AS
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
WHERE l.earlier_urn IS NOT NULL AND l.earlier_urn <> l.urn
UNION
SELECT
    CASE g.link_type WHEN 'predecessor' THEN g.urn ELSE g.linked_urn END AS urn,
    CASE g.link_type WHEN 'predecessor' THEN g.linked_urn ELSE g.urn END AS linked_urn,
    'gias' AS source
FROM gias_link AS g
JOIN document_order AS o USING (document_id)
JOIN newest_gias_links AS n USING (recency)
WHERE g.link_type IN ('predecessor', 'successor')
UNION
SELECT r.urn, r.predecessor_urn, 'conversion_letter' AS source
FROM report_predecessor AS r
SEMI JOIN document_order USING (document_id)
WHERE r.urn IS NOT NULL
UNION
SELECT
    CASE e.event WHEN 'predecessor' THEN e.urn ELSE e.linked_urn END AS urn,
    CASE e.event WHEN 'predecessor' THEN e.linked_urn ELSE e.urn END AS linked_urn,
    'provider_page' AS source
FROM page_event AS e
SEMI JOIN document_order USING (document_id)
WHERE e.event IN ('predecessor', 'successor') AND e.linked_urn IS NOT NULL;

-- One source may name the last but one predecessor where another names the last and the last but one: the way round by the longer line
-- stands, so that a school is not taken for merged. Circles end by UNION.
CREATE TEMP TABLE reached_earlier AS
WITH RECURSIVE step AS (
    SELECT DISTINCT urn, linked_urn FROM stated_predecessor WHERE urn <> linked_urn
), way AS (
    SELECT first.urn, next.linked_urn
    FROM step AS first
    JOIN step AS next ON next.urn = first.linked_urn
    WHERE next.linked_urn <> first.urn
    UNION
    SELECT way.urn, next.linked_urn
    FROM way
    JOIN step AS next ON next.urn = way.linked_urn
    WHERE next.linked_urn <> way.urn
)
SELECT urn, linked_urn FROM way;

CREATE TEMP TABLE predecessor AS
SELECT p.urn, p.linked_urn, p.source
FROM stated_predecessor AS p
LEFT JOIN reached_earlier AS r ON r.urn = p.urn AND r.linked_urn = p.linked_urn
-- In a circle every link has a way round: none is dropped there.
LEFT JOIN reached_earlier AS back ON back.urn = p.linked_urn AND back.linked_urn = p.urn
WHERE p.urn <> p.linked_urn AND (r.urn IS NULL OR back.urn IS NOT NULL);

INSERT INTO school_link BY NAME
SELECT urn, linked_urn, 'predecessor' AS link_type, source FROM predecessor
UNION ALL
SELECT linked_urn AS urn, urn AS linked_urn, 'successor' AS link_type, source FROM predecessor
ORDER BY ALL;
