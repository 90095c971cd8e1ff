-- One row is one unchanged value from one source: claims that repeat each other would make sources look as if they disagreed. A value
-- can come back in a later document, also of the same night.
-- reads: source_claim
-- Rows are grouped by a hash first and those of one hash compared in full: some million claims in a tenth of the memory.
WITH suspect AS (
    SELECT hash(inspection_id, area, attribute, source, document_id) AS claim_hash
    FROM source_claim
    GROUP BY claim_hash
    HAVING count(*) > 1
)
SELECT inspection_id, area, attribute, source, document_id, count(*) AS rows_found
FROM source_claim
WHERE hash(inspection_id, area, attribute, source, document_id) IN (SELECT claim_hash FROM suspect)
GROUP BY ALL
HAVING count(*) > 1
