-- The graded report before each graded report: of the same school, or reached through single predecessors.
-- Two reports can be published on one day and an inherited report can be newer than an own one: inspections are ordered by start date,
-- then publication, then id.
-- Grain of previous_graded: one graded inspection that has one before it.
CREATE TEMP TABLE graded_report AS
SELECT
    i.inspection_id, i.urn_at_inspection, i.lineage_id, i.framework, i.inspection_start_date, i.publication_date,
    i.category_of_concern, i.category_known,
    row_number() OVER (ORDER BY i.inspection_start_date, i.publication_date NULLS FIRST, i.inspection_id) AS place_in_time
FROM inspection AS i
JOIN inspection_kind AS k USING (kind)
WHERE k.judges_areas AND i.withdrawn_on IS NULL;

INSERT INTO previous_graded BY NAME
SELECT
    later.inspection_id,
    earlier.inspection_id AS previous_inspection_id,
    earlier.urn_at_inspection <> later.urn_at_inspection AS via_predecessor
FROM graded_report AS later
JOIN line_of_succession AS line ON line.urn = later.urn_at_inspection
JOIN graded_report AS earlier
    ON earlier.urn_at_inspection = line.earlier_urn
    AND earlier.place_in_time < later.place_in_time
QUALIFY row_number() OVER (PARTITION BY later.inspection_id ORDER BY earlier.place_in_time DESC) = 1
ORDER BY later.inspection_id;
