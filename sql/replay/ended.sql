-- How open stretches ended. Grain: one tier and ending: expired, superseded, standing, retracted, or still_open on the last night.
-- Reads: the frame flag_interval. Reader: replay.
WITH followed AS (
    SELECT
        *,
        lead(status) OVER (PARTITION BY flag_id ORDER BY first_night) AS next_status
    FROM flag_interval
)
SELECT tier, coalesce(next_status, 'still_open') AS ending, count(*) AS flags, median(last_night::DATE - first_night::DATE + 1) AS median_days_open
FROM followed
-- A change of tier ends nothing.
WHERE status = 'open' AND next_status IS DISTINCT FROM 'open'
GROUP BY ALL
ORDER BY ALL;
