-- A claim is not withdrawn before it was made.
-- reads: source_claim
SELECT inspection_id, area, attribute, known_from, known_to
FROM source_claim
WHERE known_to < known_from
