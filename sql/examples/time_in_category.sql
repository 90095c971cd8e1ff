-- How long have schools been in each category of concern, those that still are included?
-- Grain: one category. Days between publications; periods that last are counted to the day of the build, so that the median is too short
-- for them. A median of ended periods alone would leave the longest out.
SELECT
    category,
    count(*) AS periods,
    count(left_on) AS ended,
    count(*) - count(left_on) AS lasting,
    median(days_in_category) AS median_days_ended,
    median(days_so_far) AS median_days_so_far
FROM category_of_concern_history
GROUP BY category
ORDER BY category;
