-- A grade and its rank belong to the scale of the inspection's framework: no 1 to 4 grade on a report card, no report-card grade
-- elsewhere, Satisfactory before September 2012 only.
-- reads: judgement, inspection, frameworks.csv, areas.csv, scales.csv
WITH graded AS (
    SELECT i.framework, j.area, j.grade, j.grade_rank, min(j.inspection_id) AS one_of_them, count(*) AS judgements
    FROM judgement AS j
    JOIN inspection AS i USING (inspection_id)
    WHERE j.status = 'graded' AND i.framework IS NOT NULL
    GROUP BY ALL
), framework AS (
    FROM read_csv(getvariable('reference_folder') || '/frameworks.csv', header = true, delim = ',', all_varchar = true)
), area AS (
    FROM read_csv(getvariable('reference_folder') || '/areas.csv', header = true, delim = ',', all_varchar = true)
), scale AS (
    FROM read_csv(getvariable('reference_folder') || '/scales.csv', header = true, delim = ',', all_varchar = true)
)
SELECT graded.*
FROM graded
LEFT JOIN framework USING (framework)
LEFT JOIN area USING (area)
ANTI JOIN scale
    ON scale.scale = coalesce(
        CASE WHEN framework.scale = 'report_card' THEN area.report_card_scale ELSE area.four_grade_scale END, framework.scale
    )
    AND scale.grade = graded.grade
    AND scale.rank = graded.grade_rank::VARCHAR
