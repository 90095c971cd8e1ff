-- Grain of source_document: one admitted document.
INSERT INTO source_document BY NAME
SELECT
    document_id, url, fetched_at, sha256, bytes, title, series, as_at, era, parser, parser_version, rows_read, rows_rejected
FROM admitted_document
ORDER BY fetched_at, document_id;
