-- How many working days have passed since each day, schools' holidays excluded where term dates are configured; NULL for a day that
-- the calendar does not hold. Grain: one day. Parameters: $days; $today. Reader: desk.
SELECT asked.day, now.open_day_no - then_.open_day_no AS working_days
FROM (SELECT DISTINCT unnest($days::DATE[]) AS day) AS asked
LEFT JOIN calendar AS then_ ON then_.day = asked.day
LEFT JOIN calendar AS now ON now.day = $today::DATE;
