-- Flags by the week in which they came on the list, or came back to it, and their tier now, over the last 26 weeks. For welfare
-- roles: reads the warehouse, not facts. Grain: one week; weeks without any stand with 0. Reader: the national picture, restricted.
WITH week AS (
    SELECT unnest(generate_series(
        date_trunc('week', as_of) - INTERVAL 25 WEEK, date_trunc('week', as_of), INTERVAL 1 WEEK
    ))::DATE AS week_from
    FROM build
), raised AS (
    SELECT DISTINCT date_trunc('week', e.event_on)::DATE AS week_from, f.flag_id, f.tier
    FROM flag_event AS e
    JOIN welfare_flag AS f USING (flag_id)
    WHERE e.event IN ('raised', 'reopened')
)
SELECT
    w.week_from,
    count(*) FILTER (r.tier = 1) AS tier_1,
    count(*) FILTER (r.tier = 2) AS tier_2,
    count(*) FILTER (r.tier = 3) AS tier_3,
    count(*) FILTER (r.tier = 4) AS tier_4
FROM week AS w
LEFT JOIN raised AS r USING (week_from)
GROUP BY w.week_from
ORDER BY w.week_from;
