-- A school is in one category at a time, and only its last period lasts. Inspections are compared, not publications, which may come in
-- another order. Where schools merged, or several came out of one, each URN inspected has its own periods.
-- reads: category_period, inspection, school_link, school
WITH branched AS (
    SELECT DISTINCT known.lineage_id
    FROM (
        -- A URN where lines meet may itself be neither inspected nor listed: then those that it is linked with tell the lineage.
        SELECT unnest([urn, min(linked_urn)]) AS urn FROM school_link GROUP BY urn, link_type HAVING count(DISTINCT linked_urn) > 1
    ) AS several
    JOIN (
        SELECT urn, lineage_id FROM school
        UNION
        SELECT urn_at_inspection, lineage_id FROM inspection
    ) AS known USING (urn)
), period AS (
    SELECT
        p.lineage_id, p.category, p.entered_by, p.left_by,
        entered.inspection_start_date AS began, ended.inspection_start_date AS over,
        CASE WHEN branched.lineage_id IS NULL THEN p.lineage_id ELSE entered.urn_at_inspection END AS line
    FROM category_period AS p
    JOIN inspection AS entered ON entered.inspection_id = p.entered_by
    LEFT JOIN inspection AS ended ON ended.inspection_id = p.left_by
    LEFT JOIN branched ON branched.lineage_id = p.lineage_id
)
SELECT one.lineage_id, one.category, one.entered_by, one.left_by, other.category AS next_category, other.entered_by AS next_entered_by
FROM period AS one
JOIN period AS other ON other.line = one.line AND other.lineage_id = one.lineage_id AND other.began > one.began
WHERE one.left_by IS NULL OR one.over > other.began
