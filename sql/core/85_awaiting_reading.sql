-- Reports that the program could not read with certainty: a person has to. One that is replaced or withdrawn meanwhile waits no longer.
-- Reads: report_doubt, document_order; the frame refused_report_frame (document_id, file_id, url, reason_code, message, known_from) of
-- report files that could not be read at all.
-- Grain of awaiting_reading: one report file by content.
INSERT INTO awaiting_reading BY NAME
WITH doubtful AS (
    SELECT
        d.document_id, o.file_id, o.url, o.known_from,
        string_agg(DISTINCT d.code, ' ' ORDER BY d.code) AS reason_codes,
        string_agg(DISTINCT d.message, ' ' ORDER BY d.message) AS reasons
    FROM report_doubt AS d
    JOIN document_order AS o USING (document_id)
    GROUP BY ALL
    UNION ALL
    SELECT document_id::VARCHAR, file_id::BIGINT, url::VARCHAR, known_from::DATE, reason_code::VARCHAR, message::VARCHAR
    FROM refused_report_frame
)
SELECT
    d.document_id, d.file_id, d.url, f.urn, i.inspection_id, i.kind, i.inspection_start_date, f.publication_date, d.reason_codes, d.reasons,
    d.known_from
FROM doubtful AS d
LEFT JOIN report_file AS f USING (file_id)
LEFT JOIN inspection AS i ON i.inspection_id = f.inspection_id
WHERE f.replaced_on IS NULL AND f.withdrawn_on IS NULL
ORDER BY d.document_id;
