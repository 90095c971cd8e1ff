-- What parsing set aside or remarked, and where sources disagree.
INSERT INTO rejected_row BY NAME
SELECT r.document_id, r.row_number, r.urn, r.column_name, r.value, r.reason_code, r.reason
FROM read_parquet(getvariable('rejected_row_files')) AS r
SEMI JOIN document_order USING (document_id)
UNION ALL
SELECT r.document_id, r.place, r.identifier, r.field, r.value, r.reason_code, r.reason
FROM page_rejected AS r
SEMI JOIN document_order USING (document_id)
UNION ALL
SELECT r.document_id, r.row_number, r.urn, r.column_name, r.value, r.reason_code, r.reason
FROM gias_rejected AS r
SEMI JOIN document_order USING (document_id)
ORDER BY ALL;

INSERT INTO finding BY NAME
SELECT f.document_id, f.code, f.severity, f.row_number, f.column_name, f.value, NULL::VARCHAR AS inspection_id, f.message
FROM read_parquet(getvariable('finding_files')) AS f
SEMI JOIN document_order USING (document_id)
UNION ALL
SELECT f.document_id, f.code, f.severity, NULL, f.place, f.value, NULL, f.message
FROM page_finding AS f
SEMI JOIN document_order USING (document_id)
UNION ALL
SELECT f.document_id, f.code, f.severity, f.row_number, f.column_name, f.value, NULL, f.message
FROM gias_finding AS f
SEMI JOIN document_order USING (document_id)
UNION ALL
SELECT
    r.document_id, 'report_names_another_urn', 'warning', NULL, NULL, r.urn::VARCHAR, f.inspection_id,
    'The report names another URN than the page that lists it (' || f.urn || '); the page''s stands.'
FROM report AS r
JOIN document_order AS o USING (document_id)
JOIN report_file AS f ON f.file_id = o.file_id
WHERE r.urn <> f.urn
UNION ALL
SELECT
    o.document_id, 'grade_off_scale', 'warning', NULL, o.area, o.grade, o.inspection_id,
    'A page or report gives a grade that its inspection''s framework does not have; it is not used.'
FROM off_scale AS o
UNION ALL
SELECT
    f.document_id, 'evidence_replaced', 'info', NULL, NULL, f.file_id::VARCHAR, f.inspection_id,
    'Report file ' || f.file_id || ' was replaced by ' || f.replaced_by || ' on the school''s page.'
FROM report_file AS f
WHERE f.replaced_on IS NOT NULL
UNION ALL
SELECT
    i.document_id, 'withdrawn_report_still_listed', 'warning', NULL, NULL, NULL, i.inspection_id,
    'The report was withdrawn from the reports site, and a later list of management information still has the inspection.'
FROM inspection AS i
SEMI JOIN (
    SELECT inspection_id, max(as_at) AS as_at
    FROM inspection_row JOIN document_order USING (document_id, source)
    WHERE source = 'management_information'
    GROUP BY inspection_id
) AS listed ON listed.inspection_id = i.inspection_id AND listed.as_at > i.withdrawn_on
UNION ALL
SELECT
    u.document_id, 'undated_rows_not_used', 'info', NULL, NULL, NULL, NULL,
    u.undated_rows || ' rows give no first day of inspection, so they are not joined to any inspection.'
FROM unjoined_row AS u
WHERE u.undated_rows > 0
UNION ALL
SELECT
    u.document_id, 'urn_at_inspection_not_stated', 'warning', NULL, NULL, NULL, NULL,
    u.rows_without_urn || ' rows say that the school had another URN when inspected, and not which; they are joined to no inspection.'
FROM unjoined_row AS u
WHERE u.rows_without_urn > 0
UNION ALL
SELECT
    NULL AS document_id, 'grades_disagree' AS code, 'warning' AS severity, NULL AS row_number, NULL AS column_name,
    g.grade AS value,
    g.inspection_id,
    'Documents give different grades for one grading of ' || g.area || '; the newest stands and source_claim holds all.' AS message
FROM grading AS g
WHERE g.has_two_grades
UNION ALL
SELECT DISTINCT
    NULL, 'category_withdrawn_without_report', 'warning', NULL, NULL, earlier.value, earlier.inspection_id,
    'A newer document states no category of concern for an inspection that an older one placed in a category; the newer stands.'
FROM (
    SELECT *, lead(value) OVER (PARTITION BY inspection_id, source ORDER BY recency) AS next_value
    FROM claim_in_time
    WHERE attribute = 'category_of_concern'
) AS earlier
JOIN inspection_resolved AS r ON r.inspection_id = earlier.inspection_id AND r.category_after_regrading IS NULL
WHERE earlier.value <> 'none' AND earlier.next_value = 'none'
UNION ALL
SELECT
    urgent.document_id, 'urgent_improvement_without_category', 'warning', NULL, NULL, NULL, i.inspection_id,
    'A report card with an area at Urgent improvement, which leads to a category of concern, is given with none.'
FROM inspection AS i
JOIN (
    SELECT inspection_id, min(document_id) AS document_id FROM judgement WHERE grade = 'Urgent improvement' AND grading_no = 1 GROUP BY ALL
) AS urgent USING (inspection_id)
WHERE i.kind = 'report_card' AND i.category_known AND i.category_of_concern IS NULL
ORDER BY ALL;
