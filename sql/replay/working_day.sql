-- Working days of a replay. Grain: one day. Parameters: $first_night, $last_night. Reader: replay.
SELECT day
FROM calendar
WHERE is_working_day AND day BETWEEN $first_night::DATE AND $last_night::DATE
ORDER BY day;
