-- Grain: one flag with a day 0. Late discoveries take their turn by tier, publication and URN, so many a working day as the team can
-- reach. Tiers 2 and 3 wait while schools are closed. A turn that would come as the calendar ends comes on the last day on the
-- list: no flag is without a deadline because there are many. Flags already shown keep the days that were shown.
INSERT INTO workings.flag_turn
WITH day_0 AS (
    SELECT
        min(day) FILTER (is_working_day AND day >= as_of_day()) AS day_0,
        -- A month is left for the working days from a turn to its deadline.
        max(day) - INTERVAL 1 MONTH AS last_turn_on
    FROM calendar
), discovered AS (
    SELECT
        s.flag_id, s.event_id, s.urn, s.tier, s.opened_on, s.expires_on, day_0.*,
        s.tier < 4 AND (
            count_if(s.tier < 4) OVER () > threshold_of('team_capacity_per_day')
            OR day_0.day_0 - s.opened_on > threshold_of('late_discovery_days')
        ) AS late_discovery
    FROM workings.flag_state AS s
    CROSS JOIN day_0
    WHERE s.is_new
), staggered AS (
    SELECT
        *,
        CASE WHEN late_discovery THEN
            (row_number() OVER (PARTITION BY late_discovery ORDER BY tier, opened_on, urn, flag_id) - 1)
            // threshold_of('team_capacity_per_day')
        ELSE 0 END AS days_later
    FROM discovered
)
SELECT
    g.flag_id, g.event_id, g.tier, true AS is_new, g.day_0, g.late_discovery,
    coalesce(
        CASE WHEN g.days_later = 0 THEN g.day_0 WHEN g.tier = 1 THEN by_working_day.day ELSE by_open_day.day END,
        g.expires_on
    ) AS turn_on
FROM staggered AS g
JOIN calendar AS start ON start.day = g.day_0
LEFT JOIN calendar AS by_working_day
    ON by_working_day.is_working_day AND by_working_day.working_day_no = start.working_day_no + g.days_later
    AND by_working_day.day <= g.last_turn_on
LEFT JOIN calendar AS by_open_day
    ON by_open_day.is_working_day AND by_open_day.is_school_day IS NOT false
    AND by_open_day.open_day_no = start.open_day_no + g.days_later AND by_open_day.day <= g.last_turn_on
UNION ALL
SELECT s.flag_id, s.event_id, s.tier, false, shown.day_0, shown.late_discovery, shown.turn_on
FROM workings.flag_state AS s
JOIN workings.shown_match AS m ON m.flag_id = s.flag_id
JOIN workings.shown_flag AS shown USING (shown_id)
WHERE NOT s.is_new AND shown.day_0 IS NOT NULL
