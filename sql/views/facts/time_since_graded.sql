-- time_since_graded
-- Grain: one school that is not closed. Readers: analysts.
CREATE VIEW time_since_graded AS
WITH seen AS (
    SELECT s.urn, s.relation, i.inspection_id, i.inspection_start_date, i.kind IN ('graded', 'report_card') AS is_graded
    FROM school_inspection AS s
    JOIN inspection AS i USING (inspection_id)
), graded AS (
    SELECT urn, relation, inspection_id, inspection_start_date
    FROM seen
    WHERE is_graded
    QUALIFY row_number() OVER (PARTITION BY urn ORDER BY inspection_start_date DESC, inspection_id) = 1
), visited AS (
    SELECT urn, max(inspection_start_date) AS last_inspected_on FROM seen GROUP BY urn
)
SELECT
    s.urn, g.inspection_id, g.relation, g.inspection_start_date AS last_graded_on, v.last_inspected_on, b.as_of,
    b.as_of - g.inspection_start_date AS days_since_graded
FROM school AS s
CROSS JOIN build AS b
LEFT JOIN graded AS g USING (urn)
LEFT JOIN visited AS v USING (urn)
WHERE s.status <> 'closed';
COMMENT ON VIEW time_since_graded IS 'When each school that is not closed was last graded in full, and how long ago. Key: urn. Ungraded and monitoring inspections do not grade. A school without a known graded inspection has NULL, not 0: it may be new, or its inspections may be in no source that was read.';
COMMENT ON COLUMN time_since_graded.urn IS 'School.';
COMMENT ON COLUMN time_since_graded.inspection_id IS 'Newest graded inspection or report card, its own or a predecessor''s; NULL: none known.';
COMMENT ON COLUMN time_since_graded.relation IS 'own, or inherited from a predecessor.';
COMMENT ON COLUMN time_since_graded.last_graded_on IS 'First day of that inspection.';
COMMENT ON COLUMN time_since_graded.last_inspected_on IS 'First day of the newest inspection of any kind.';
COMMENT ON COLUMN time_since_graded.as_of IS 'Day that the build stands for.';
COMMENT ON COLUMN time_since_graded.days_since_graded IS 'Calendar days from last_graded_on to as_of.';
