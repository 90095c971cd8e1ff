-- Reports of one school that could not be read with certainty. Grain: one report. Parameter: $urn. Reader: explain.
SELECT document_id, url, kind, inspection_id, inspection_start_date, publication_date, reasons
FROM awaiting_reading
WHERE urn = $urn
ORDER BY publication_date DESC NULLS LAST, document_id;
