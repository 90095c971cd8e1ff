-- Days by which a flag stood before management information would have told of it. Grain: one tier. Reads: the frame flag_interval.
-- Reader: replay.
WITH first_open AS (
    SELECT *
    FROM flag_interval
    WHERE status = 'open' AND tier <= 3
    QUALIFY row_number() OVER (PARTITION BY flag_id ORDER BY first_night) = 1
)
SELECT
    tier,
    count(*) AS flags,
    count(*) FILTER (in_lists_on IS NULL) AS not_in_lists_yet,
    count(*) FILTER (in_lists_on::DATE > seen_on::DATE) AS earlier_than_lists,
    median(in_lists_on::DATE - seen_on::DATE) AS median_days_gained,
    quantile_disc(in_lists_on::DATE - seen_on::DATE, 0.9) AS nine_in_ten_at_most
FROM first_open
GROUP BY tier
ORDER BY tier;
