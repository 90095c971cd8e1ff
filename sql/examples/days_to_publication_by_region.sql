-- How many days lie between the end of an inspection and its publication, by region, since report cards?
-- Grain: one region, in the order of its name. The median, and how many cards it rests on; cards whose publication no source dates are
-- left out. The region is that of the school inspected, as the register knows it today.
SELECT
    coalesce(s.region, 'Not known') AS region,
    median(i.publication_date - coalesce(i.inspection_end_date, i.inspection_start_date)) AS median_days,
    count(*) AS cards
FROM inspection AS i
LEFT JOIN school AS s ON s.urn = i.urn_at_inspection
WHERE i.kind = 'report_card' AND i.publication_date IS NOT NULL
GROUP BY ALL
ORDER BY region;
