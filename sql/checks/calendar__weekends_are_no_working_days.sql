-- Saturdays, Sundays and bank holidays are no working days, and no closed day is a school day.
-- reads: calendar
SELECT day, is_working_day, is_school_day, bank_holiday, closure
FROM calendar
WHERE (is_working_day AND (isodow(day) > 5 OR bank_holiday IS NOT NULL))
    OR (is_school_day AND (NOT is_working_day OR closure IS NOT NULL))
