-- What share of schools stood at each grade in the official statistics as at 31 August 2025?
-- Grain: one area and grade. The statistics count each school listed on that day by its newest graded inspection published until 30 September,
-- a predecessor's where it has none of its own, in eight columns of grades. Since September 2024 there is no overall grade: its shares are of
-- schools inspected before.
WITH listed AS (
    SELECT urn FROM school_history WHERE valid_from <= DATE '2025-08-31' AND (valid_to IS NULL OR valid_to > DATE '2025-08-31')
)
SELECT area, grade, count(*) AS schools, round(100 * count(*) / sum(count(*)) OVER (PARTITION BY area), 1) AS percent
FROM as_of(DATE '2025-09-30')
SEMI JOIN listed USING (urn)
WHERE status = 'graded' AND area IN (
    'overall_effectiveness', 'quality_of_education', 'behaviour_and_attitudes', 'personal_development', 'leadership_and_management',
    'safeguarding', 'early_years', 'sixth_form'
)
GROUP BY area, grade, grade_rank
ORDER BY area, grade_rank;
