-- A predecessor's successor is the school that names it: lineages are walked in both directions.
-- reads: school_link
SELECT link.urn, link.linked_urn, link.link_type, link.source
FROM school_link AS link
ANTI JOIN school_link AS back
    ON back.urn = link.linked_urn AND back.linked_urn = link.urn AND back.source = link.source AND back.link_type <> link.link_type
