-- Grain: one day. Where no term dates are configured it is not known whether schools were open, and every working day counts as open.
INSERT INTO calendar
SELECT
    day, is_working_day, is_school_day, bank_holiday, closure,
    count_if(is_working_day) OVER up_to_the_day AS working_day_no,
    count_if(is_working_day AND is_school_day IS NOT false) OVER up_to_the_day AS open_day_no
FROM (
    SELECT
        d.day,
        isodow(d.day) <= 5 AND h.day IS NULL AS is_working_day,
        CASE WHEN y.name IS NOT NULL THEN isodow(d.day) <= 5 AND h.day IS NULL AND c.name IS NULL END AS is_school_day,
        h.name AS bank_holiday,
        c.name AS closure
    FROM (
        SELECT unnest(generate_series(DATE '2005-01-01', (SELECT as_of + INTERVAL 2 YEAR FROM workings.flag_run), INTERVAL 1 DAY))::DATE AS day
    ) AS d
    LEFT JOIN workings.bank_holiday AS h ON h.day = d.day
    LEFT JOIN workings.school_year AS y ON d.day BETWEEN y.first_day AND y.last_day
    LEFT JOIN workings.school_closure AS c ON d.day BETWEEN c.first_day AND c.last_day
)
WINDOW up_to_the_day AS (ORDER BY day)
ORDER BY day
