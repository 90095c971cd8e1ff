-- The documents that one inspection was read from. Grain: one document. Parameter: $inspection_id. Reader: desk.
SELECT d.document_id, d.title, d.url, d.fetched_at, d.sha256, d.as_at, d.series, d.parser, d.parser_version
FROM source_document AS d
WHERE d.document_id IN (
    SELECT document_id FROM inspection WHERE inspection_id = $inspection_id
    UNION
    SELECT document_id FROM judgement WHERE inspection_id = $inspection_id
)
ORDER BY d.fetched_at, d.document_id;
