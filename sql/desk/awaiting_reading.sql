-- Reports that a person has to read, with what decides who covers their schools. Grain: one report. Reader: desk.
SELECT
    a.document_id, a.url, a.urn, a.inspection_id, a.kind, a.inspection_start_date, a.publication_date, a.reasons, a.known_from,
    s.name, s.phase, s.local_authority, s.region, s.trust_uid
FROM awaiting_reading AS a
LEFT JOIN school AS s ON s.urn = a.urn
ORDER BY a.publication_date DESC NULLS LAST, a.document_id;
