-- The calendar holds the as-of date and the year after it: deadlines and windows fall into it.
-- reads: calendar, build
SELECT b.as_of, min(c.day) AS first_day, max(c.day) AS last_day
FROM build AS b
LEFT JOIN calendar AS c ON true
GROUP BY b.as_of
HAVING count(c.day) = 0 OR min(c.day) > b.as_of OR max(c.day) < b.as_of + INTERVAL 1 YEAR
