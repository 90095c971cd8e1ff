-- What a source said of inspections and no longer says, beside what it said next. Grain: one value of one attribute from one source.
-- Parameter: $inspections. Reader: pipelines/subject/rectification.py.
SELECT inspection_id, area, attribute, source, value, value_next, known_from, known_to
FROM (
    SELECT
        *,
        lead(value) OVER (PARTITION BY inspection_id, area, attribute, source ORDER BY known_from, known_to NULLS LAST) AS value_next
    FROM source_claim
    WHERE list_contains($inspections::VARCHAR[], inspection_id)
)
-- A value that another document had already overtaken when it was read was never what a build showed.
WHERE known_to > known_from
ORDER BY known_from, inspection_id, area, attribute, source;
