-- The schools that one school is, was and became: those before it and those after it, and none that only shares one of them.
-- Grain: one URN. Parameter: $urn. Reader: pipelines/subject/subject.py.
WITH RECURSIVE before AS (
    SELECT $urn::INTEGER AS urn
    UNION
    SELECT l.linked_urn FROM before AS b JOIN school_link AS l ON l.urn = b.urn AND l.link_type = 'predecessor'
), after AS (
    SELECT $urn::INTEGER AS urn
    UNION
    SELECT l.linked_urn FROM after AS a JOIN school_link AS l ON l.urn = a.urn AND l.link_type = 'successor'
)
SELECT
    line.urn,
    CASE WHEN line.urn = $urn THEN 'itself' WHEN line.urn IN (SELECT urn FROM before) THEN 'before' ELSE 'after' END AS relation,
    s.name
FROM (SELECT urn FROM before UNION SELECT urn FROM after) AS line
LEFT JOIN school AS s USING (urn)
ORDER BY line.urn <> $urn, line.urn;
