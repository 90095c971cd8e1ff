-- How many inspections were published each month, for each thousand schools that were open?
-- Grain: one month since the first list. The month of the build is not over.
SELECT month, inspections_published, schools_open, round(1000.0 * inspections_published / schools_open, 1) AS per_thousand_schools
FROM published_by_month
WHERE schools_open IS NOT NULL
ORDER BY month;
