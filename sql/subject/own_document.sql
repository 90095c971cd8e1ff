-- Documents that are about the subject alone: its pages of the reports site, and its reports. Grain: one document.
-- Parameters: $urns, $inspections. Reader: pipelines/subject/subject.py.
SELECT document_id FROM report_file
WHERE document_id IS NOT NULL
    AND (list_contains($urns::INTEGER[], urn) OR list_contains($inspections::VARCHAR[], inspection_id))
UNION
SELECT document_id FROM awaiting_reading
WHERE list_contains($urns::INTEGER[], urn) OR list_contains($inspections::VARCHAR[], inspection_id)
UNION
SELECT document_id FROM source_document
WHERE list_contains($urns::INTEGER[], TRY_CAST(regexp_extract(url, '/provider/\d+/([1-9]\d{5})/?$', 1) AS INTEGER))
ORDER BY document_id;
