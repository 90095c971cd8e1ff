-- Schools known to be in a category of concern at the end of each of the last twelve months (of the current one: on the day of the
-- build), and how many entered and left. Schools that are open now. Known periods only: a report that no source shows may lie between.
-- Grain: one month. Readers: the national picture, analysts. Reads: facts.
WITH month AS (
    SELECT
        m::DATE AS month,
        least((m + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE, b.as_of) AS last_day
    FROM build AS b, unnest(generate_series(
        date_trunc('month', b.as_of) - INTERVAL 11 MONTH, date_trunc('month', b.as_of), INTERVAL 1 MONTH
    )) AS months(m)
)
SELECT
    m.month,
    count(*) FILTER (p.category = 'special_measures' AND p.entered_on <= m.last_day AND (p.left_on IS NULL OR p.left_on > m.last_day))
        AS in_special_measures,
    count(*) FILTER (p.category <> 'special_measures' AND p.entered_on <= m.last_day AND (p.left_on IS NULL OR p.left_on > m.last_day))
        AS in_another_category,
    count(*) FILTER (p.entered_on BETWEEN m.month AND m.last_day) AS entered,
    count(*) FILTER (p.left_on BETWEEN m.month AND m.last_day) AS left_it
FROM month AS m
CROSS JOIN (
    SELECT * FROM category_period
    WHERE lineage_id IN (SELECT lineage_id FROM school WHERE status IN ('open', 'open_proposed_to_close'))
) AS p
GROUP BY m.month
ORDER BY m.month;
