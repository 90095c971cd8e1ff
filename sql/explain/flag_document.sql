-- The documents that a flag's reasons, its inspection and the graded report before rest on, oldest first.
-- Grain: one document. Parameter: $flag_id. Reader: explain.
WITH inspected AS (
    SELECT f.inspection_id FROM welfare_flag AS f WHERE f.flag_id = $flag_id
    UNION
    SELECT p.previous_inspection_id
    FROM welfare_flag AS f
    JOIN previous_graded AS p USING (inspection_id)
    WHERE f.flag_id = $flag_id
)
SELECT d.document_id, d.title, d.url, d.fetched_at, d.sha256, d.as_at, d.series, d.parser, d.parser_version
FROM source_document AS d
WHERE d.document_id IN (
    SELECT r.document_id FROM flag_reason AS r WHERE r.flag_id = $flag_id
    UNION
    SELECT i.document_id FROM inspection AS i SEMI JOIN inspected USING (inspection_id)
    UNION
    SELECT j.document_id FROM judgement AS j SEMI JOIN inspected USING (inspection_id)
)
ORDER BY d.fetched_at, d.document_id;
