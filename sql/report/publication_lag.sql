-- Calendar days from the last day of an inspection (its first, where no source gives the last) to publication: within how many
-- half of the reports of a month were published, and nine in ten. Graded inspections and report cards of the last 24 months.
-- Grain: one month of publication; months without a report stand with 0. Readers: the national picture, analysts. Reads: facts.
WITH month AS (
    SELECT unnest(generate_series(
        date_trunc('month', as_of) - INTERVAL 23 MONTH, date_trunc('month', as_of), INTERVAL 1 MONTH
    ))::DATE AS month
    FROM build
), published AS (
    SELECT
        date_trunc('month', i.publication_date)::DATE AS month,
        i.publication_date - coalesce(i.inspection_end_date, i.inspection_start_date) AS days
    FROM inspection AS i
    JOIN build AS b ON i.publication_date <= b.as_of
    WHERE i.kind IN ('graded', 'report_card') AND i.withdrawn_on IS NULL
)
SELECT
    m.month,
    count(p.days) AS reports,
    quantile_disc(p.days, 0.5) AS half_within_days,
    quantile_disc(p.days, 0.9) AS nine_in_ten_within_days
FROM month AS m
LEFT JOIN published AS p USING (month)
GROUP BY m.month
ORDER BY m.month;
