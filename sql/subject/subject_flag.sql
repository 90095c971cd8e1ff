-- Flags of the subject, under whatever name they were shown. Grain: one flag. Parameters: $urns, $inspections.
-- Reader: pipelines/subject/subject.py.
WITH held AS (
    SELECT flag_id FROM welfare_flag
    WHERE list_contains($urns::INTEGER[], urn) OR list_contains($inspections::VARCHAR[], inspection_id)
    UNION
    SELECT shown_id FROM workings.shown_flag
    WHERE list_contains($urns::INTEGER[], urn) OR list_contains($inspections::VARCHAR[], inspection_id)
)
SELECT flag_id FROM held
UNION
SELECT shown_id FROM workings.flag_join SEMI JOIN held USING (flag_id)
ORDER BY flag_id;
