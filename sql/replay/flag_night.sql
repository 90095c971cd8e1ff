-- What the facts say of each flag on every night on which anything about it can change: the ingredients of its status and tier, as
-- sql/flags/flag_candidate.sql and the suppressors of sql/rules give them, reckoned for each of those nights from one evaluation of the
-- rules. What was shown before is no part of it (pipelines/warehouse/replay/lives.py).
-- Grain: one flag, one night. Parameters: $first_night, on which all flags known by then are told; $last_night. Reads: workings of a
-- build whose day is $last_night. Reader: replay.
WITH suppressed AS (
    SELECT
        event_id,
        min(since) FILTER (rule_id = 'superseded') AS superseded_on,
        min(since) FILTER (rule_id = 'withdrawn') AS withdrawn_on
    FROM workings.rule_result
    WHERE evidence IS NOT NULL
    GROUP BY event_id
), life AS (
    SELECT
        c.event_id, c.flag_id, c.is_lifted, e.seen_on, s.superseded_on, s.withdrawn_on,
        -- The last night on which a report that placed or kept its school in a category can stand on the standing list.
        least(e.event_on + threshold_of('category_days'), x.seen_on - 1) AS in_category_until
    FROM workings.flag_candidate AS c
    JOIN workings.event AS e USING (event_id)
    LEFT JOIN suppressed AS s USING (event_id)
    LEFT JOIN workings.category_end AS x USING (event_id)
), seen_window AS (
    -- A window that a monitoring report opened is known once that report is.
    SELECT w.event_id, w.rule_id, w.tier, w.last_day, greatest(life.seen_on, opener.seen_on) AS seen_on
    FROM workings.trigger_window AS w
    JOIN life USING (event_id)
    JOIN workings.event AS opener ON opener.event_id = w.opened_by
), change AS (
    SELECT event_id, seen_on AS night FROM seen_window
    UNION ALL SELECT event_id, last_day + 1 FROM seen_window
    UNION ALL SELECT event_id, superseded_on FROM life
    UNION ALL SELECT event_id, withdrawn_on FROM life
    UNION ALL SELECT event_id, in_category_until + 1 FROM life
    UNION ALL SELECT event_id, $first_night::DATE FROM life
), night AS (
    SELECT DISTINCT c.event_id, greatest(c.night, life.seen_on) AS night
    FROM change AS c
    JOIN life USING (event_id)
    WHERE greatest(c.night, life.seen_on) <= $last_night::DATE
), evaluated AS (
    SELECT
        n.event_id, n.night,
        coalesce(min(w.tier) FILTER (w.last_day >= n.night), min(w.tier)) AS base_tier,
        bool_or(w.last_day >= n.night) AS is_live,
        max(w.last_day) AS expires_on,
        bool_or(w.rule_id IN ('special-measures', 'significant-improvement')) AS on_category
    FROM night AS n
    JOIN seen_window AS w ON w.event_id = n.event_id AND w.seen_on <= n.night
    GROUP BY n.event_id, n.night
)
SELECT
    life.flag_id, v.night, v.base_tier,
    CASE WHEN v.base_tier = 3 AND life.is_lifted THEN 2 ELSE v.base_tier END AS tier,
    v.is_live, v.expires_on,
    v.on_category AND v.night <= life.in_category_until AS in_category,
    coalesce(life.superseded_on <= v.night, false) AS is_superseded,
    coalesce(life.withdrawn_on <= v.night, false) AS is_withdrawn
FROM evaluated AS v
JOIN life USING (event_id)
ORDER BY life.flag_id, v.night;
