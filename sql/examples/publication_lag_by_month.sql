-- How long were reports in coming, by month of publication since report cards?
-- Grain: one month and kind of inspection. Days from the first day of the inspection. Since report cards nearly all are published on the same
-- day after it, so the longest says more than the median.
SELECT month, kind, count(*) AS inspections, median(days_from_start) AS median_days, max(days_from_start) AS longest
FROM publication_lag
WHERE month >= DATE '2025-11-01'
GROUP BY ALL
ORDER BY month, kind;
