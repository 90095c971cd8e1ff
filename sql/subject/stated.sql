-- What a build states of inspections, value by value, so that two builds can be compared. Grain: one inspection and one value.
-- Parameter: $inspections. Reader: pipelines/subject/rectification.py.
SELECT inspection_id, 'grade of ' || area || CASE WHEN grading_no > 1 THEN ', re-graded' ELSE '' END AS what, coalesce(grade, status) AS value
FROM judgement
WHERE list_contains($inspections::VARCHAR[], inspection_id)
UNION ALL
SELECT inspection_id, what, value
FROM (
    SELECT
        inspection_id,
        urn_at_inspection::VARCHAR AS "URN when inspected",
        kind AS "kind of inspection",
        outcome AS "outcome",
        inspection_start_date::VARCHAR AS "first day",
        publication_date::VARCHAR AS "publication date",
        CASE WHEN category_known THEN coalesce(category_of_concern, 'none') END AS "category of concern",
        CASE WHEN withdrawn_on IS NULL THEN 'stands' ELSE 'withdrawn on ' || withdrawn_on END AS "report"
    FROM inspection
    WHERE list_contains($inspections::VARCHAR[], inspection_id)
)
UNPIVOT (value FOR what IN ("URN when inspected", "kind of inspection", "outcome", "first day", "publication date", "category of concern", "report"))
ORDER BY ALL;
