-- Each URN with itself and all earlier URNs that lead to it through single predecessors. A URN with two or more predecessors ends the
-- line: what was merged is compared with nothing. UNION (not UNION ALL) ends a cycle that bad links might hold.
-- Grain: one URN and one earlier URN. Readers: previous_graded, category_period.
CREATE TEMP TABLE single_predecessor AS
SELECT urn, min(linked_urn) AS linked_urn
FROM school_link
WHERE link_type = 'predecessor'
GROUP BY urn
HAVING count(DISTINCT linked_urn) = 1;

CREATE TEMP TABLE line_of_succession AS
WITH RECURSIVE line AS (
    SELECT urn, linked_urn AS earlier_urn FROM single_predecessor
    UNION
    SELECT line.urn, next.linked_urn
    FROM line
    JOIN single_predecessor AS next ON next.urn = line.earlier_urn
)
SELECT urn, earlier_urn FROM line WHERE urn <> earlier_urn
UNION
SELECT DISTINCT urn_at_inspection, urn_at_inspection FROM inspection_row;
