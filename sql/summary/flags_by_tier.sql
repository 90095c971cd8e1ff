-- Open flags by tier, and how many of them this night raised. Reads: welfare_flag, build.
-- Grain: one tier.
SELECT f.tier, count(*) AS flags, count(*) FILTER (f.detected_on = b.as_of) AS raised_tonight
FROM welfare_flag AS f, build AS b
WHERE f.status = 'open'
GROUP BY f.tier
ORDER BY f.tier;
