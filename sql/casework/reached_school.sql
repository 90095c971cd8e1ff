-- Where flags of a school are looked for today: at its own URN and, where it was left for a single successor, at that one's.
-- Grain: one named URN and one URN that it reaches. Parameter: $urns. Reader: pipelines/casework_port.py.
SELECT named.urn, named.urn AS reached_urn
FROM (SELECT unnest($urns::INTEGER[]) AS urn) AS named
UNION
SELECT p.urn, p.reached_urn
FROM workings.urn_path AS p
WHERE list_contains($urns::INTEGER[], p.urn)
ORDER BY ALL;
