-- All parsed relations of the admitted documents, each row beside its document's place in time.
-- Reads: Parquet files named by variables, the tables of sql/tables/staging; temp table admitted_document (one row an admitted document).
-- recency orders documents of one source: the later as-at date speaks last, then the series, then the order of fetching.
CREATE TEMP TABLE document_order AS
SELECT
    document_id,
    known_from,
    as_at,
    series,
    file_id,
    url,
    parser AS source,
    row_number() OVER (ORDER BY as_at NULLS FIRST, series, ledger_sequence)::INTEGER AS recency
FROM admitted_document;

CREATE TEMP TABLE parsed_school AS
SELECT row.*, o.known_from, o.as_at, o.series, o.recency
FROM read_parquet(getvariable('school_files')) AS row
JOIN document_order AS o USING (document_id);

-- What the site says of each report file, on its page and in itself: both speak of one inspection.
-- Grain: one file id. The newest page that lists it speaks for the page, the newest reading for the report.
CREATE TEMP TABLE site_file AS
SELECT
    file_id,
    coalesce(p.urn, r.urn) AS urn,
    coalesce(p.inspection_date, r.inspection_start_date) AS join_date,
    r.number_key,
    -- The page may leave open what kind of inspection it was; the report tells.
    coalesce(nullif(r.family, 'unknown'), nullif(p.family, 'unknown'), 'unknown') AS family
FROM (
    SELECT
        p.file_id,
        arg_max(p.urn, o.recency) AS urn,
        arg_max(p.inspection_date, o.recency) AS inspection_date,
        arg_max(coalesce(k.family, 'unknown'), o.recency) AS family
    FROM page_inspection AS p
    JOIN document_order AS o USING (document_id)
    LEFT JOIN inspection_kind AS k USING (kind)
    WHERE p.file_id IS NOT NULL
    GROUP BY p.file_id
) AS p
FULL JOIN (
    SELECT
        o.file_id,
        arg_max(r.urn, o.recency) AS urn,
        arg_max(r.inspection_start_date, o.recency) AS inspection_start_date,
        CASE WHEN count(DISTINCT r.inspection_number) = 1
            THEN regexp_replace(upper(min(r.inspection_number)), '^ITS', '') END AS number_key,
        arg_max(k.family, o.recency) AS family
    FROM report AS r
    JOIN document_order AS o USING (document_id)
    JOIN inspection_kind AS k USING (kind)
    WHERE o.file_id IS NOT NULL
    GROUP BY o.file_id
) AS r USING (file_id);

CREATE TEMP VIEW parsed_row AS
SELECT
    row.* REPLACE (coalesce(row.urn_at_inspection, row.urn) AS urn_at_inspection),
    NULL::BIGINT AS file_id,
    row.inspection_start_date AS join_date,
    NULL::VARCHAR AS file_number_key,
    NULL::VARCHAR AS file_family,
    NULL::VARCHAR AS report_url,
    'row ' || row.row_number AS locator
FROM read_parquet(getvariable('inspection_files')) AS row
-- Five-year data give neither number nor first day: such a row cannot be joined to an inspection with certainty (finding below).
-- Nor can one that says only that the school had another URN, not which.
WHERE row.inspection_start_date IS NOT NULL
    AND (row.urn_at_inspection IS NOT NULL OR row.relates_to_current_school IS NOT false)
UNION ALL BY NAME
SELECT
    p.document_id, p.place AS row_number, 'timeline' AS block, p.urn, p.urn AS urn_at_inspection,
    CASE WHEN p.kind = 'ambiguous' THEN 'other' ELSE p.kind END AS kind,
    p.framework, p.event_type AS inspection_type, p.inspection_date AS inspection_start_date, p.publication_date,
    false AS category_known, true AS relates_to_current_school, p.file_id,
    coalesce(f.join_date, p.inspection_date) AS join_date, f.number_key AS file_number_key, f.family AS file_family, p.report_url,
    CASE WHEN p.file_id IS NULL THEN 'outcome of ' || p.inspection_date ELSE 'report file ' || p.file_id END AS locator
FROM page_inspection AS p
LEFT JOIN site_file AS f USING (file_id)
-- A letter about a conversion is lineage, not an inspection.
WHERE p.kind <> 'conversion_letter'
UNION ALL BY NAME
SELECT
    r.document_id, 1 AS row_number, 'report' AS block, f.urn, f.urn AS urn_at_inspection, r.inspection_number, r.kind, r.framework,
    r.inspection_start_date, r.inspection_end_date, r.publication_date, r.category_of_concern, r.category_known, r.outcome,
    true AS relates_to_current_school, o.file_id, f.join_date, f.number_key AS file_number_key, f.family AS file_family,
    o.url AS report_url, coalesce(r.category_locator, r.outcome_locator, 'page 1') AS locator
FROM report AS r
JOIN document_order AS o USING (document_id)
JOIN site_file AS f ON f.file_id = o.file_id
WHERE r.kind <> 'conversion_letter';

CREATE TEMP TABLE parsed_inspection AS
SELECT
    row.* EXCLUDE (file_number_key, file_family),
    o.known_from,
    o.source,
    o.recency,
    coalesce(row.file_family, k.family) AS family,
    -- Which row says what kind an inspection is, and what follows from it: graded beats ungraded, whatever document says it; then the
    -- source of higher precedence, then the newest document. Within one document the first row does, then the block by name: no two rows
    -- of one inspection are equal, so every build chooses alike.
    (o.recency + 1000000 * (3 - s.precedence) - 4000000 * k.precedence) * 10000000000 - row.row_number * 100 - b.place AS authority,
    -- Which row says when and where it was, and its grades: the source of higher precedence, then the same order.
    authority + 300000000000000000 * (3 - s.precedence) AS source_authority,
    regexp_replace(upper(row.inspection_number), '^ITS', '') AS own_number_key,
    coalesce(own_number_key, row.file_number_key) AS number_key
FROM parsed_row AS row
JOIN document_order AS o USING (document_id)
JOIN inspection_kind AS k USING (kind)
JOIN source_precedence AS s USING (source)
JOIN (
    SELECT block, row_number() OVER (ORDER BY block) AS place
    FROM (SELECT DISTINCT block FROM parsed_row)
) AS b USING (block)
WHERE row.join_date IS NOT NULL;

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
SELECT
    row.document_id, row.row_number, row.block, row.area, row.grade, row.grade_rank, row.status, row.grade_date,
    'row ' || row.row_number || ', column ''' || row.column_name || '''' AS locator
FROM read_parquet(getvariable('judgement_files')) AS row
SEMI JOIN document_order USING (document_id)
UNION ALL
SELECT p.document_id, p.place, 'timeline', p.area, p.grade, p.grade_rank, p.status, p.grade_date, p.locator
FROM page_judgement AS p
SEMI JOIN document_order USING (document_id)
UNION ALL
SELECT r.document_id, 1, 'report', r.area, r.grade, r.grade_rank, r.status, NULL, r.locator
FROM report_judgement AS r
SEMI JOIN document_order USING (document_id);
