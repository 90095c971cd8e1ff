-- How many flags were open at the end of each of the last weeks, by tier and by what decides who covers their schools. A flag is open
-- from the night that raised or reopened it to the night that told of another status; tier and school are those of now.
-- Grain: one week, tier, region, local authority and trust with anything open. Parameters: $today; $weeks. Reader: desk.
WITH week AS (
    SELECT least(monday::DATE + 6, $today::DATE) AS week_to, monday::DATE AS week_from
    FROM generate_series(
        date_trunc('week', $today::DATE) - to_days(7 * ($weeks::INTEGER - 1)), $today::TIMESTAMP, INTERVAL 7 DAY
    ) AS weeks (monday)
), stretch AS (
    SELECT
        flag_id, event_on AS first_day,
        coalesce(lead(event_on) OVER (PARTITION BY flag_id ORDER BY event_on, event), DATE '9999-12-31') AS next_day,
        event IN ('raised', 'reopened') AS is_open
    FROM flag_event
    WHERE event IN ('raised', 'reopened', 'expired', 'superseded', 'retracted', 'standing', 'history')
)
SELECT w.week_from, w.week_to, f.tier, s.region, s.local_authority, s.trust_uid, count(DISTINCT f.flag_id) AS flags
FROM week AS w
JOIN stretch AS x ON x.is_open AND x.first_day <= w.week_to AND x.next_day > w.week_to
JOIN welfare_flag AS f USING (flag_id)
LEFT JOIN school AS s ON s.urn = f.urn
GROUP BY ALL
ORDER BY ALL;
