-- Unbroken time in one category along a line of succession, by the reports that are known. A line that merged, or that several
-- schools came out of, is kept apart by URN: the report on one of them ends no category of another.
-- Grain of category_period: lineage_id, entered_by, category.
CREATE TEMP TABLE branched_lineage AS
SELECT DISTINCT l.lineage_id
FROM (
    SELECT urn FROM school_link GROUP BY urn, link_type HAVING count(DISTINCT linked_urn) > 1
) AS m
JOIN lineage AS l ON l.urn = m.urn;

CREATE TEMP TABLE category_statement AS
SELECT
    g.lineage_id,
    CASE WHEN m.lineage_id IS NULL THEN g.lineage_id ELSE g.urn_at_inspection END AS line,
    g.inspection_id, g.category_of_concern AS category, g.publication_date AS said_on, g.inspection_start_date AS stands_from
FROM graded_report AS g
LEFT JOIN branched_lineage AS m USING (lineage_id)
WHERE g.category_known
UNION ALL
-- A monitoring inspection that re-grades areas can end the category that the report began.
SELECT
    g.lineage_id,
    CASE WHEN m.lineage_id IS NULL THEN g.lineage_id ELSE g.urn_at_inspection END AS line,
    g.inspection_id, nullif(r.category_after_regrading, 'none') AS category, r.regraded_on AS said_on, r.regraded_on AS stands_from
FROM inspection_resolved AS r
JOIN graded_report AS g USING (inspection_id)
LEFT JOIN branched_lineage AS m USING (lineage_id)
WHERE r.category_after_regrading IS NOT NULL;

INSERT INTO category_period BY NAME
WITH turned AS (
    SELECT *
    FROM category_statement
    WINDOW line_in_time AS (PARTITION BY line ORDER BY stands_from, said_on NULLS FIRST, inspection_id)
    QUALIFY row_number() OVER line_in_time = 1 OR lag(category) OVER line_in_time IS DISTINCT FROM category
), bounded AS (
    SELECT
        lineage_id, category, said_on AS entered_on, inspection_id AS entered_by,
        lead(said_on) OVER line_in_time AS left_on,
        lead(inspection_id) OVER line_in_time AS left_by
    FROM turned
    WINDOW line_in_time AS (PARTITION BY line ORDER BY stands_from, said_on NULLS FIRST, inspection_id)
)
SELECT lineage_id, category, entered_on, left_on, entered_by, left_by
FROM bounded
WHERE category IS NOT NULL
ORDER BY lineage_id, entered_on, entered_by, category;
