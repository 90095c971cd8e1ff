-- How many flags were published in each of the last weeks, whatever became of them, by tier before modifiers, with how many days schools
-- were open in it; and the weeks to come, with none. Grain: one week, tier, region, local authority and trust; a week without any has one
-- row without a tier. Parameters: $today; $back and $ahead, weeks. Reader: desk.
WITH week AS (
    SELECT date_trunc('week', day)::DATE AS week_from, count_if(is_school_day) AS school_days, count_if(is_working_day) AS working_days
    FROM calendar
    WHERE day BETWEEN date_trunc('week', $today::DATE) - to_days(7 * $back::INTEGER)
        AND date_trunc('week', $today::DATE) + to_days(7 * $ahead::INTEGER + 6)
    GROUP BY ALL
)
SELECT
    w.week_from, w.school_days, w.working_days, f.base_tier AS tier, s.region, s.local_authority, s.trust_uid,
    count(f.flag_id) AS flags
FROM week AS w
LEFT JOIN welfare_flag AS f
    ON date_trunc('week', f.publication_date)::DATE = w.week_from AND f.status <> 'retracted' AND f.base_tier <= 3
LEFT JOIN school AS s ON s.urn = f.urn
GROUP BY ALL
ORDER BY ALL;
