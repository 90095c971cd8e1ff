-- The admitted documents as a table, with the types that later statements rely on.
-- Reads: the registered frame admitted_frame. Grain: one admitted document.
CREATE TEMP TABLE admitted_document AS
SELECT * REPLACE (
    known_from::DATE AS known_from,
    as_at::DATE AS as_at,
    fetched_at::TIMESTAMP AS fetched_at,
    ledger_sequence::BIGINT AS ledger_sequence,
    file_id::BIGINT AS file_id
)
FROM admitted_frame;
