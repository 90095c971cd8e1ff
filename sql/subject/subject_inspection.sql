-- Inspections of the subject's schools, also where only a flag that was shown still names one. Grain: one inspection.
-- Parameter: $urns. Reader: pipelines/subject/subject.py.
SELECT inspection_id FROM inspection WHERE list_contains($urns::INTEGER[], urn_at_inspection)
UNION
SELECT inspection_id FROM school_inspection WHERE list_contains($urns::INTEGER[], urn)
UNION
SELECT inspection_id FROM welfare_flag WHERE list_contains($urns::INTEGER[], urn)
ORDER BY inspection_id;
