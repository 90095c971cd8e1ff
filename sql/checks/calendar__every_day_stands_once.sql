-- No day is missing between the first and the last: deadlines are counted along the calendar.
-- reads: calendar
SELECT day, next_day
FROM (SELECT day, lead(day) OVER (ORDER BY day) AS next_day FROM calendar)
WHERE next_day <> day + 1
