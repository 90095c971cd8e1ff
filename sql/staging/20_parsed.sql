-- All parsed relations of the admitted documents, each row beside its document's place in time.
-- Reads: Parquet files named by variables; temp table admitted_document (one row an admitted document).
-- recency orders documents of one source: the later as-at date speaks last, then the series, then the order of fetching.
CREATE TEMP TABLE document_order AS
SELECT
    document_id,
    known_from,
    as_at,
    series,
    'management_information' AS source,
    row_number() OVER (ORDER BY as_at NULLS FIRST, series, ledger_sequence)::INTEGER AS recency
FROM admitted_document;

CREATE TEMP TABLE parsed_school AS
SELECT row.*, o.known_from, o.as_at, o.series, o.recency
FROM read_parquet(getvariable('school_files')) AS row
JOIN document_order AS o USING (document_id);

CREATE TEMP TABLE parsed_inspection AS
SELECT
    row.*,
    o.known_from,
    o.source,
    o.recency,
    k.family,
    -- Graded beats ungraded within one inspection, whatever document says it; then the newest document speaks.
    o.recency - 1000000 * k.precedence AS authority,
    regexp_replace(upper(row.inspection_number), '^ITS', '') AS number_key
FROM read_parquet(getvariable('inspection_files')) AS row
JOIN document_order AS o USING (document_id)
JOIN inspection_kind AS k USING (kind)
-- Five-year data give neither number nor first day: such a row cannot be joined to an inspection with certainty (finding below).
WHERE row.inspection_start_date IS NOT NULL;

CREATE TEMP TABLE undated_row AS
SELECT row.document_id, count(*) AS rows
FROM read_parquet(getvariable('inspection_files')) AS row
SEMI JOIN document_order USING (document_id)
WHERE row.inspection_start_date IS NULL
GROUP BY row.document_id;

-- By far the longest relation: read where it is needed, not kept.
CREATE TEMP VIEW parsed_judgement AS
SELECT row.*
FROM read_parquet(getvariable('judgement_files')) AS row
SEMI JOIN document_order USING (document_id);
