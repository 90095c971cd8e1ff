-- A document is named by its content, so that one name can never mean two contents.
-- reads: source_document
SELECT document_id, sha256
FROM source_document
WHERE document_id <> substr(sha256, 1, 16)
