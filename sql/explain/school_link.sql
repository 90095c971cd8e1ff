-- The schools before and after one school. Grain: one linked school. Parameter: $urn. Reader: explain.
SELECT l.link_type, l.linked_urn, s.name
FROM (SELECT DISTINCT link_type, linked_urn FROM school_link WHERE urn = $urn) AS l
LEFT JOIN school AS s ON s.urn = l.linked_urn
ORDER BY ALL;
