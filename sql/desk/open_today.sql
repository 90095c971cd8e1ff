-- Whether schools are open on a day, by the term dates that are configured, and when they are next. Grain: one row, or none.
-- Parameter: $today. Reader: desk.
SELECT
    c.is_school_day, c.is_working_day, c.closure, c.bank_holiday,
    (SELECT min(n.day) FROM calendar AS n WHERE n.day > c.day AND n.is_school_day) AS open_again_on
FROM calendar AS c
WHERE c.day = $today::DATE;
