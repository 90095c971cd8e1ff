-- Grain: one event on which a trigger fired. The highest trigger still in its window sets the base tier; a modifier lifts 3 to 2, once.
INSERT INTO workings.flag_candidate
WITH trigger_state AS (
    SELECT event_id, rule_id, tier, max(first_day) AS opened_on, max(last_day) AS last_day
    FROM workings.trigger_window
    GROUP BY ALL
), evaluated AS (
    SELECT
        event_id,
        coalesce(min(tier) FILTER (last_day >= as_of_day()), min(tier)) AS base_tier,
        bool_or(last_day >= as_of_day()) AS is_live,
        max(opened_on) AS opened_on,
        max(last_day) AS expires_on,
        bool_or(rule_id IN ('special-measures', 'significant-improvement')) AS on_category
    FROM trigger_state
    GROUP BY event_id
), lifted AS (
    SELECT DISTINCT r.event_id
    FROM workings.rule_result AS r
    JOIN rule AS u USING (rule_id)
    WHERE u.effect = 'modifier' AND r.evidence IS NOT NULL
), left_category AS (
    SELECT DISTINCT event_id FROM workings.category_end
)
SELECT
    v.event_id, e.flag_id, v.base_tier,
    CASE WHEN v.base_tier = 3 AND lifted.event_id IS NOT NULL THEN 2 ELSE v.base_tier END AS tier,
    lifted.event_id IS NOT NULL AS is_lifted, v.is_live, v.opened_on, v.expires_on,
    coalesce(s.first_shown_on, as_of_day()) AS detected_on,
    v.on_category AND left_category.event_id IS NULL AND as_of_day() <= e.event_on + threshold_of('category_days') AS in_category
FROM evaluated AS v
JOIN workings.event AS e USING (event_id)
LEFT JOIN lifted USING (event_id)
LEFT JOIN left_category USING (event_id)
LEFT JOIN workings.shown_match AS m ON m.flag_id = e.flag_id
LEFT JOIN workings.shown_flag AS s USING (shown_id)
