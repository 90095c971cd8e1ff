-- The connected set of predecessors and successors that each linked URN belongs to, named by its smallest URN.
-- Links stand in both directions, so everything reachable is the set; UNION ends cycles.
-- Grain: one linked URN (an unlinked URN is its own lineage). Readers: school, inspection, category_period.
CREATE TEMP TABLE lineage AS
WITH RECURSIVE reachable AS (
    SELECT urn, linked_urn FROM school_link
    UNION
    SELECT reachable.urn, next.linked_urn
    FROM reachable
    JOIN school_link AS next ON next.urn = reachable.linked_urn
)
SELECT urn, least(urn, min(linked_urn))::INTEGER AS lineage_id
FROM reachable
GROUP BY urn;
