-- How many further schools belong to the same connected set, by a merger or a split: other schools, not part of the subject.
-- Grain: one row. Parameter: $urns. Reader: pipelines/subject/subject.py.
WITH member AS (
    SELECT urn, lineage_id FROM school
    UNION
    SELECT urn_at_inspection, lineage_id FROM inspection
)
SELECT count(DISTINCT other.urn) AS schools
FROM member AS other
SEMI JOIN (SELECT lineage_id FROM member WHERE list_contains($urns::INTEGER[], urn)) AS line USING (lineage_id)
WHERE NOT list_contains($urns::INTEGER[], other.urn);
