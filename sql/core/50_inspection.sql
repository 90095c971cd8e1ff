-- The current truth of each inspection: every attribute from the row of most authority that states it. A blank never replaces a value.
-- Grain of inspection: one inspection_id.
CREATE TEMP TABLE regraded_row AS
-- Rows whose areas carry a later date of grade: their category describes the school after the re-grading, not as inspected.
SELECT DISTINCT j.document_id, j.row_number, j.block, max(j.grade_date) AS regraded_on
FROM parsed_judgement AS j
JOIN inspection_row AS i USING (document_id, row_number, block)
WHERE j.grade_date > i.inspection_start_date + 3
GROUP BY ALL;

CREATE TEMP TABLE inspection_resolved AS
SELECT
    i.inspection_id,
    arg_max(i.urn_at_inspection, i.source_authority) AS urn_at_inspection,
    arg_max(i.inspection_number, (i.inspection_number LIKE 'ITS%', i.authority)) AS inspection_number,
    arg_max(i.framework, i.authority) AS framework,
    arg_max(i.kind, i.authority) AS kind,
    arg_max(i.outcome, i.authority) AS outcome,
    arg_max(i.inspection_start_date, i.source_authority) AS inspection_start_date,
    arg_max(i.inspection_end_date, i.source_authority) AS inspection_end_date,
    arg_max(i.family, i.authority) AS family,
    arg_max(i.publication_date, i.source_authority) AS printed_publication_date,
    arg_max(i.source, i.source_authority) FILTER (i.inspection_start_date IS NOT NULL) AS start_source,
    arg_max(i.source, i.source_authority) FILTER (i.publication_date IS NOT NULL) AS publication_source,
    arg_max(coalesce(i.category_of_concern, 'none'), i.authority) FILTER (i.category_known AND r.regraded_on IS NULL) AS category,
    arg_max(coalesce(i.category_of_concern, 'none'), i.authority) FILTER (i.category_known AND r.regraded_on IS NOT NULL)
        AS category_after_regrading,
    max(r.regraded_on) AS regraded_on,
    arg_max(i.school_name_at_inspection, i.authority) AS school_name_at_inspection,
    arg_max(i.school_type_at_inspection, i.authority) AS school_type_at_inspection,
    arg_max(i.inspection_type, i.authority) AS inspection_type,
    min(i.known_from) AS known_from,
    arg_max(i.document_id, i.authority) AS document_id,
    arg_max(i.locator, i.authority) AS locator
FROM inspection_row AS i
LEFT JOIN regraded_row AS r USING (document_id, row_number, block)
GROUP BY i.inspection_id;

INSERT INTO inspection BY NAME
SELECT
    i.inspection_id,
    i.urn_at_inspection,
    coalesce(l.lineage_id, i.urn_at_inspection) AS lineage_id,
    i.inspection_number,
    i.framework,
    i.kind,
    i.outcome,
    i.inspection_start_date,
    i.inspection_end_date,
    CASE WHEN i.family = 'ungraded' AND i.start_source = 'management_information' THEN 'ungraded_columns' ELSE i.start_source END
        AS start_date_source,
    -- A report that is replaced was published when the first of its files was: that is when the judgement began to bite.
    coalesce(f.first_published, i.printed_publication_date + p.days) AS publication_date,
    CASE WHEN f.first_published IS NOT NULL THEN on_page.label ELSE p.label END AS publication_date_source,
    nullif(i.category, 'none') AS category_of_concern,
    i.category IS NOT NULL AS category_known,
    coalesce(h.trust_name, h.local_authority) AS responsible_body_at_inspection,
    i.school_name_at_inspection,
    i.school_type_at_inspection,
    i.inspection_type,
    i.known_from,
    coalesce(f.url, w.web_link) AS report_url,
    f.withdrawn_on,
    i.document_id,
    i.locator
FROM inspection_resolved AS i
ASOF LEFT JOIN publication_shift AS p
    ON p.source = i.publication_source AND p.first_day <= i.printed_publication_date
LEFT JOIN lineage AS l ON l.urn = i.urn_at_inspection
LEFT JOIN school_history AS h
    ON h.urn = i.urn_at_inspection
    AND i.inspection_start_date >= h.valid_from
    AND (h.valid_to IS NULL OR i.inspection_start_date < h.valid_to)
LEFT JOIN (
    SELECT urn, arg_max(web_link, recency) AS web_link FROM parsed_school GROUP BY urn
) AS w ON w.urn = i.urn_at_inspection
LEFT JOIN (
    -- Withdrawn only where every file of the inspection is; the newest file that stands is the report.
    SELECT
        inspection_id,
        arg_max(url, (replaced_on IS NULL AND withdrawn_on IS NULL, file_id)) AS url,
        min(publication_date) AS first_published,
        CASE WHEN bool_and(withdrawn_on IS NOT NULL) THEN max(withdrawn_on) END AS withdrawn_on
    FROM report_file
    GROUP BY inspection_id
) AS f ON f.inspection_id = i.inspection_id
LEFT JOIN publication_shift AS on_page ON on_page.source = 'provider_page'
ORDER BY i.inspection_id;

INSERT INTO school_inspection BY NAME
SELECT urn_at_inspection AS urn, inspection_id, 'own' AS relation FROM inspection
UNION ALL
SELECT DISTINCT r.urn, r.inspection_id, 'inherited' AS relation
FROM inspection_row AS r
JOIN inspection AS i USING (inspection_id)
WHERE r.urn <> i.urn_at_inspection
ORDER BY ALL;
