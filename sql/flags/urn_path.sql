-- Grain: one URN at the time of an inspection and one URN reached from it. A school that is listed as open is not left for a successor.
INSERT INTO workings.urn_path
WITH RECURSIVE single_successor AS (
    SELECT urn, min(linked_urn) AS successor_urn
    FROM school_link
    WHERE link_type = 'successor'
    GROUP BY urn
    HAVING count(DISTINCT linked_urn) = 1
), path AS (
    SELECT DISTINCT urn_at_inspection AS urn, urn_at_inspection AS reached_urn, 0 AS step FROM inspection
    UNION ALL
    SELECT path.urn, s.successor_urn, path.step + 1
    FROM path
    JOIN single_successor AS s ON s.urn = path.reached_urn
    LEFT JOIN school AS listed ON listed.urn = path.reached_urn AND listed.status IN ('open', 'open_proposed_to_close')
    -- Links that form a circle must not run for ever; no school has had so many successors.
    WHERE listed.urn IS NULL AND path.step < 10
)
SELECT urn, reached_urn, min(step) AS step
FROM path
GROUP BY urn, reached_urn
