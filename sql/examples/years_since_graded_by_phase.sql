-- How many whole years ago were schools last graded, by phase?
-- Grain: one phase and number of years; NULL: no graded inspection is known. The phase is today's.
SELECT coalesce(s.phase, 'Not known') AS phase, t.days_since_graded // 365 AS years_since_graded, count(*) AS schools
FROM time_since_graded AS t
JOIN school AS s USING (urn)
GROUP BY ALL
ORDER BY phase, years_since_graded NULLS LAST;
