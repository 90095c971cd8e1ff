-- How did schools stand by overall effectiveness at the end of January 2026, each by its newest report until then?
-- Grain: one framework and grade. Schools that a list names now; those on a report card have no overall grade and stand in a row of their
-- own. Ungraded inspections leave a grade as it was. The grades of 2005 to 2012 have Satisfactory where later ones have Requires improvement.
WITH profile AS (
    SELECT urn, framework, max(grade) FILTER (area = 'overall_effectiveness') AS overall_effectiveness
    FROM as_of(DATE '2026-01-31')
    SEMI JOIN school USING (urn)
    GROUP BY ALL
)
SELECT framework, coalesce(overall_effectiveness, 'No overall grade') AS overall_effectiveness, count(*) AS schools
FROM profile
GROUP BY ALL
ORDER BY framework, overall_effectiveness;
