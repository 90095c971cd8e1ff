-- What schools are called, and whether the published build knows them at all. Grain: one URN. Parameter: $urns.
-- Reader: do-not-contact.
SELECT
    named.urn,
    s.name,
    s.urn IS NOT NULL OR named.urn IN (SELECT urn FROM school_inspection) OR named.urn IN (SELECT linked_urn FROM school_link) AS is_known
FROM (SELECT unnest($urns::INTEGER[]) AS urn) AS named
LEFT JOIN school AS s USING (urn)
ORDER BY named.urn;
