-- flags_on_list_by_month
-- Grain: one month since the first night, tier and region with any movement or open flag. Readers: leads, analysts with welfare roles.
CREATE VIEW flags_on_list_by_month AS
WITH stretch AS (
    -- A flag is open from the night that raised or reopened it to the night that told of another status.
    SELECT
        flag_id, event_on AS first_day,
        lead(event_on) OVER (PARTITION BY flag_id ORDER BY event_on, event) AS next_day,
        event IN ('raised', 'reopened') AS is_open
    FROM flag_event
    WHERE event IN ('raised', 'reopened', 'expired', 'superseded', 'retracted', 'standing', 'history')
), month_end AS (
    SELECT months.month::DATE AS month, least(last_day(months.month::DATE), night.as_of) AS day
    FROM (SELECT min(event_on) AS first_night, (SELECT as_of FROM build) AS as_of FROM flag_event) AS night
    CROSS JOIN LATERAL generate_series(
        date_trunc('month', night.first_night)::TIMESTAMP, night.as_of::TIMESTAMP, INTERVAL 1 MONTH
    ) AS months (month)
), counted AS (
    SELECT date_trunc('month', first_day)::DATE AS month, flag_id, 'came' AS what FROM stretch WHERE is_open
    UNION ALL
    SELECT date_trunc('month', next_day)::DATE, flag_id, 'went' FROM stretch WHERE is_open AND next_day IS NOT NULL
    UNION ALL
    SELECT DISTINCT e.month, x.flag_id, 'stood'
    FROM month_end AS e
    JOIN stretch AS x ON x.is_open AND x.first_day <= e.day AND (x.next_day > e.day OR x.next_day IS NULL)
)
SELECT
    c.month, f.tier, s.region,
    count(*) FILTER (c.what = 'came') AS came_on_the_list,
    count(*) FILTER (c.what = 'went') AS left_the_list,
    count(*) FILTER (c.what = 'stood') AS open_at_month_end
FROM counted AS c
JOIN welfare_flag AS f USING (flag_id)
LEFT JOIN school AS s ON s.urn = f.urn
GROUP BY c.month, f.tier, s.region;
COMMENT ON VIEW flags_on_list_by_month IS 'How the list grew and shrank, by month, tier and region, from the log of what was shown. One row for each. flags_by_month counts the same flags by when the outcome was published. A workload, not a measure of a region: it follows from how much was published (published_by_authority). Small counts can name a school: for welfare roles only.';
COMMENT ON COLUMN flags_on_list_by_month.month IS 'First day of the month; the first is that of the first night, the last that of the build and not over.';
COMMENT ON COLUMN flags_on_list_by_month.tier IS 'Outreach priority 1 to 4, after modifiers, as it is now.';
COMMENT ON COLUMN flags_on_list_by_month.region IS 'Region of the school that the flag is for, as it is now; NULL where no list names it.';
COMMENT ON COLUMN flags_on_list_by_month.came_on_the_list IS 'Times that a flag was raised or reopened on a night of the month. The first night brings everything at once whose window is still open.';
COMMENT ON COLUMN flags_on_list_by_month.left_the_list IS 'Times that an open flag ended on a night of the month, for whatever reason.';
COMMENT ON COLUMN flags_on_list_by_month.open_at_month_end IS 'Flags open at the end of the month, or on the day of the build in its own. Not to be added up over months.';
