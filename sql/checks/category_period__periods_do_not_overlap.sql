-- A school is in one category at a time, and at most one period lasts. Where schools merged, each URN inspected has its own periods.
-- Publication may follow another order than inspection: a period published after its own end is a gap in knowledge, no overlap.
-- reads: category_period, inspection, school_link, school
WITH merged AS (
    SELECT DISTINCT known.lineage_id
    FROM (
        SELECT urn FROM school_link WHERE link_type = 'predecessor' GROUP BY urn HAVING count(DISTINCT linked_urn) > 1
    ) AS several
    JOIN (
        SELECT urn, lineage_id FROM school
        UNION
        SELECT urn_at_inspection, lineage_id FROM inspection
    ) AS known USING (urn)
), period AS (
    SELECT
        p.*, i.inspection_start_date,
        CASE WHEN merged.lineage_id IS NULL THEN p.lineage_id ELSE i.urn_at_inspection END AS line
    FROM category_period AS p
    JOIN inspection AS i ON i.inspection_id = p.entered_by
    LEFT JOIN merged ON merged.lineage_id = p.lineage_id
)
SELECT one.lineage_id, one.category, one.entered_on, one.left_on, other.category AS other_category, other.entered_on AS other_entered_on
FROM period AS one
JOIN period AS other
    ON other.line = one.line AND other.lineage_id = one.lineage_id
    AND (other.inspection_start_date, other.entered_by, other.category) > (one.inspection_start_date, one.entered_by, one.category)
WHERE one.left_by IS NULL
    OR (one.entered_on < other.entered_on AND other.entered_on < one.left_on)
