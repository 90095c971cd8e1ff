-- Open flags by region and tier on the day of the build. For welfare roles: reads the warehouse, not facts.
-- Grain: one region, in order of the name. Reader: the national picture, restricted.
SELECT
    coalesce(s.region, 'Not known') AS region,
    count(*) FILTER (f.tier = 1) AS tier_1,
    count(*) FILTER (f.tier = 2) AS tier_2,
    count(*) FILTER (f.tier = 3) AS tier_3,
    count(*) FILTER (f.tier = 4) AS tier_4,
    count(*) AS flags
FROM welfare_flag AS f
LEFT JOIN school AS s USING (urn)
WHERE f.status = 'open'
GROUP BY ALL
ORDER BY region;
