-- The caseload week by week (Monday to Sunday): flags raised or opened again in the week, and flags open on its last night.
-- Grain: one week, tier, region and local authority with anything to tell. Reads: the frame flag_interval. Parameters: $first_night,
-- $last_night. Reader: replay.
WITH week AS (
    SELECT
        monday::DATE AS week_from,
        greatest(monday::DATE, $first_night::DATE) AS first_night,
        least(monday::DATE + 6, $last_night::DATE) AS last_night
    FROM generate_series(date_trunc('week', $first_night::DATE), $last_night::TIMESTAMP, INTERVAL 7 DAY) AS weeks (monday)
), opened AS (
    SELECT
        *,
        -- What was open before the first night of the replay was not raised in its first week.
        status = 'open' AND lag(status) OVER (PARTITION BY flag_id ORDER BY first_night) IS DISTINCT FROM 'open'
            AND (first_night > $first_night::DATE OR seen_on::DATE = first_night) AS is_raised
    FROM flag_interval
)
SELECT
    w.week_from, w.last_night AS week_to, o.tier,
    coalesce(o.region, 'Not known') AS region, coalesce(o.local_authority, 'Not known') AS local_authority,
    count_if(o.is_raised AND o.first_night BETWEEN w.first_night AND w.last_night) AS raised,
    count_if(w.last_night BETWEEN o.first_night AND o.last_night) AS open_at_end
FROM week AS w
JOIN opened AS o ON o.status = 'open' AND o.first_night <= w.last_night AND o.last_night >= w.first_night
GROUP BY ALL
ORDER BY ALL;
