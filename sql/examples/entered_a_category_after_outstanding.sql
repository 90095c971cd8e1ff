-- Which schools entered a category of concern this term, and were outstanding when they last had an overall grade?
-- Grain: one school and category. A term is taken to begin in September, January or mid-April. The overall grade may be of a
-- predecessor, and many years old: its day stands beside it. The two are not compared, they only follow each other.
WITH term AS (
    SELECT CASE
        WHEN month(as_of) >= 9 THEN make_date(year(as_of), 9, 1)
        WHEN as_of >= make_date(year(as_of), 4, 15) THEN make_date(year(as_of), 4, 15)
        ELSE make_date(year(as_of), 1, 1)
    END AS began
    FROM build
), entered AS (
    SELECT p.category, p.entered_on, i.urn_at_inspection AS urn, i.inspection_start_date
    FROM category_period AS p
    JOIN inspection AS i ON i.inspection_id = p.entered_by
    JOIN term ON p.entered_on >= term.began
), last_overall AS (
    SELECT e.urn, e.category, arg_max(j.grade, i.inspection_start_date) AS grade, max(i.inspection_start_date) AS graded_on
    FROM entered AS e
    JOIN school_inspection AS s ON s.urn = e.urn
    JOIN inspection AS i ON i.inspection_id = s.inspection_id AND i.inspection_start_date < e.inspection_start_date
    JOIN judgement AS j ON j.inspection_id = i.inspection_id AND j.area = 'overall_effectiveness' AND j.status = 'graded'
    GROUP BY e.urn, e.category
)
SELECT e.urn, s.name, s.local_authority, e.category, e.entered_on, o.graded_on AS outstanding_since_inspection_on
FROM entered AS e
JOIN last_overall AS o USING (urn, category)
LEFT JOIN school AS s USING (urn)
WHERE o.grade = 'Outstanding'
ORDER BY e.entered_on, e.urn;
