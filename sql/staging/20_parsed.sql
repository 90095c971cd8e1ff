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
    row.* REPLACE (coalesce(row.urn_at_inspection, row.urn) AS urn_at_inspection),
    o.known_from,
    o.source,
    o.recency,
    k.family,
    -- Graded beats ungraded within one inspection, whatever document says it; then the newest document speaks. Within one document
    -- the first row does, then the block by name: no two rows of one inspection are equal, so every build chooses alike.
    (o.recency - 1000000 * k.precedence) * 10000000000 - row.row_number * 100 - b.place AS authority,
    regexp_replace(upper(row.inspection_number), '^ITS', '') AS number_key
FROM read_parquet(getvariable('inspection_files')) AS row
JOIN document_order AS o USING (document_id)
JOIN inspection_kind AS k USING (kind)
JOIN (
    SELECT block, row_number() OVER (ORDER BY block) AS place
    FROM (SELECT DISTINCT block FROM read_parquet(getvariable('inspection_files')))
) AS b USING (block)
-- Five-year data give neither number nor first day: such a row cannot be joined to an inspection with certainty (finding below).
-- Nor can one that says only that the school had another URN, not which.
WHERE row.inspection_start_date IS NOT NULL
    AND (row.urn_at_inspection IS NOT NULL OR row.relates_to_current_school IS NOT false);

CREATE TEMP TABLE unjoined_row AS
SELECT
    row.document_id,
    count(*) FILTER (row.inspection_start_date IS NULL) AS undated_rows,
    count(*) FILTER (row.inspection_start_date IS NOT NULL) AS rows_without_urn
FROM read_parquet(getvariable('inspection_files')) AS row
SEMI JOIN document_order USING (document_id)
WHERE row.inspection_start_date IS NULL OR (row.urn_at_inspection IS NULL AND row.relates_to_current_school IS false)
GROUP BY row.document_id;

-- By far the longest relation: read where it is needed, not kept.
CREATE TEMP VIEW parsed_judgement AS
SELECT row.*
FROM read_parquet(getvariable('judgement_files')) AS row
SEMI JOIN document_order USING (document_id);
