-- The report files of the site, each with its inspection, and which of them stand for it now.
-- A file is replaced when the newest page of its school lists another file of the same inspection and not this one. What a replaced or
-- withdrawn file says is kept and speaks last.
-- Reads: inspection_row, page_inspection, document_order; the frame withdrawn_frame (urn, file_id, withdrawn_on).
-- Grain of report_file: file_id.
CREATE TEMP TABLE newest_page AS
SELECT p.urn, arg_max(p.document_id, o.recency) AS document_id
FROM page AS p
JOIN document_order AS o USING (document_id)
GROUP BY p.urn;

CREATE TEMP TABLE listed_now AS
SELECT DISTINCT p.file_id
FROM page_inspection AS p
JOIN newest_page AS n USING (document_id)
WHERE p.file_id IS NOT NULL;

INSERT INTO report_file BY NAME
WITH file AS (
    SELECT
        file_id, inspection_id, arg_max(urn_at_inspection, source_authority) AS urn,
        arg_max(report_url, source_authority) AS url,
        arg_max(publication_date, recency) FILTER (source = 'provider_page') AS publication_date,
        min(known_from) AS known_from,
        arg_max(document_id, recency) FILTER (source IN ('report', 'human_reading')) AS document_id
    FROM inspection_row
    WHERE file_id IS NOT NULL
    GROUP BY file_id, inspection_id
), replacement AS (
    SELECT f.inspection_id, min(f.known_from) AS known_from, max(f.file_id) AS file_id
    FROM file AS f
    SEMI JOIN listed_now USING (file_id)
    GROUP BY f.inspection_id
)
SELECT
    f.file_id, f.inspection_id, f.urn, f.url, f.publication_date, f.known_from, f.document_id,
    l.file_id IS NOT NULL AS is_listed,
    CASE WHEN l.file_id IS NULL AND listed.urn IS NOT NULL THEN r.known_from END AS replaced_on,
    CASE WHEN l.file_id IS NULL AND listed.urn IS NOT NULL THEN r.file_id END AS replaced_by,
    CASE WHEN l.file_id IS NULL THEN w.withdrawn_on::DATE END AS withdrawn_on
FROM file AS f
LEFT JOIN listed_now AS l USING (file_id)
LEFT JOIN newest_page AS listed ON listed.urn = f.urn
LEFT JOIN replacement AS r ON r.inspection_id = f.inspection_id
LEFT JOIN withdrawn_frame AS w ON w.file_id::BIGINT = f.file_id AND w.urn::INTEGER = f.urn
ORDER BY f.file_id;

-- Far below every other row, so that it speaks only where nothing else does.
UPDATE inspection_row
SET authority = authority - 1000000000000000000, source_authority = source_authority - 1000000000000000000
FROM report_file AS f
WHERE f.file_id = inspection_row.file_id AND (f.replaced_on IS NOT NULL OR f.withdrawn_on IS NOT NULL);
