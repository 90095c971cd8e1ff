-- The life of every flag as stretches of nights on which its status and tier stayed the same: what a build on each of those nights would
-- have shown, without a build. Status and tier are decided as in sql/flags/flag_candidate.sql and flag_state.sql, of each night on which
-- anything about a flag can change.
-- Grain: one stretch of one flag. Parameters: $first_night, $last_night. Reads: workings of a build whose day is $last_night. Reader: replay.
WITH suppressed AS (
    SELECT
        event_id,
        min(since) FILTER (rule_id = 'superseded') AS superseded_on,
        min(since) FILTER (rule_id = 'withdrawn') AS withdrawn_on
    FROM workings.rule_result
    WHERE evidence IS NOT NULL
    GROUP BY event_id
), lifted AS (
    SELECT DISTINCT r.event_id
    FROM workings.rule_result AS r
    JOIN rule AS u USING (rule_id)
    WHERE u.effect = 'modifier' AND r.evidence IS NOT NULL
), life AS (
    SELECT
        c.event_id, c.flag_id, e.seen_on, s.superseded_on, s.withdrawn_on, lifted.event_id IS NOT NULL AS is_lifted,
        -- The last night on which a report that placed or kept its school in a category can stand on the standing list.
        least(e.event_on + threshold_of('category_days'), x.seen_on - 1) AS in_category_until
    FROM workings.flag_candidate AS c
    JOIN workings.event AS e USING (event_id)
    LEFT JOIN suppressed AS s USING (event_id)
    LEFT JOIN lifted USING (event_id)
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
), night AS (
    SELECT DISTINCT c.event_id, greatest(c.night, life.seen_on, $first_night::DATE) AS first_night
    FROM change AS c
    JOIN life USING (event_id)
    WHERE greatest(c.night, life.seen_on) <= $last_night::DATE
), evaluated AS (
    SELECT
        n.event_id, n.first_night,
        min(w.tier) FILTER (w.last_day >= n.first_night) AS live_tier,
        min(w.tier) AS any_tier,
        max(w.last_day) AS expires_on,
        bool_or(w.rule_id IN ('special-measures', 'significant-improvement')) AS on_category
    FROM night AS n
    JOIN seen_window AS w ON w.event_id = n.event_id AND w.seen_on <= n.first_night
    GROUP BY n.event_id, n.first_night
), decided AS (
    SELECT
        v.event_id, life.flag_id, v.first_night, v.expires_on,
        coalesce(v.live_tier, v.any_tier) AS base_tier,
        CASE WHEN coalesce(v.live_tier, v.any_tier) = 3 AND life.is_lifted THEN 2 ELSE coalesce(v.live_tier, v.any_tier) END AS tier,
        life.seen_on > v.expires_on AS is_old_news,
        coalesce(life.superseded_on <= v.first_night, false) AS is_superseded,
        v.on_category AND v.first_night <= life.in_category_until AS in_category,
        CASE
            WHEN life.withdrawn_on <= v.first_night THEN 'retracted'
            WHEN is_old_news AND in_category AND NOT is_superseded THEN 'standing'
            WHEN
                is_old_news AND is_superseded AND v.on_category
                AND life.superseded_on > life.seen_on AND life.seen_on <= life.in_category_until
                THEN 'superseded'
            WHEN is_old_news THEN 'history'
            WHEN is_superseded THEN 'superseded'
            WHEN v.live_tier IS NOT NULL THEN 'open'
            WHEN in_category THEN 'standing'
            ELSE 'expired'
        END AS status
    FROM evaluated AS v
    JOIN life USING (event_id)
), opening AS (
    SELECT *, count_if(status <> 'open') OVER (PARTITION BY event_id ORDER BY first_night) AS opening_no
    FROM decided
), shown AS (
    -- A flag keeps the tier that it was shown with unless it rises or opens again.
    SELECT
        *,
        CASE WHEN status = 'open'
            THEN min({'tier': tier, 'base_tier': base_tier}) OVER (PARTITION BY event_id, opening_no, status ORDER BY first_night)
        END AS open_as
    FROM opening
), carried AS (
    SELECT
        *,
        coalesce(
            open_as,
            last_value(open_as IGNORE NULLS) OVER before,
            first_value({'tier': tier, 'base_tier': base_tier}) OVER before
        ) AS shown_as
    FROM shown
    WINDOW before AS (PARTITION BY event_id ORDER BY first_night ROWS UNBOUNDED PRECEDING)
), numbered AS (
    SELECT
        *,
        (status, shown_as) IS DISTINCT FROM lag((status, shown_as)) OVER (PARTITION BY event_id ORDER BY first_night) AS is_change
    FROM carried
), stretch AS (
    SELECT *, count_if(is_change) OVER (PARTITION BY event_id ORDER BY first_night) AS stretch_no
    FROM numbered
), joined AS (
    SELECT
        event_id, flag_id, stretch_no, status, shown_as.tier AS tier, shown_as.base_tier AS base_tier,
        min(first_night) AS first_night, max(expires_on) AS expires_on
    FROM stretch
    GROUP BY ALL
), listed AS (
    SELECT a.inspection_id, min(a.first_seen) AS first_seen
    FROM inspection_alias AS a
    WHERE a.source = 'management_information'
    GROUP BY a.inspection_id
), fired AS (
    SELECT r.event_id, string_agg(DISTINCT r.rule_id, ', ' ORDER BY r.rule_id) AS rules
    FROM workings.rule_result AS r
    JOIN rule AS u USING (rule_id)
    WHERE u.effect = 'trigger' AND r.evidence IS NOT NULL
    GROUP BY r.event_id
)
SELECT
    j.flag_id, j.event_id, e.kind AS event_kind, e.inspection_id, e.urn, s.name AS school_name, s.region, s.local_authority,
    j.status, j.tier, j.base_tier, fired.rules,
    j.first_night,
    coalesce(lead(j.first_night) OVER (PARTITION BY j.event_id ORDER BY j.first_night) - 1, $last_night::DATE) AS last_night,
    e.event_on AS publication_date, e.seen_on,
    -- When management information would have been the first to tell; NULL: not yet.
    greatest(e.event_on, least(listed.first_seen, e.event_on + l.days)) AS in_lists_on,
    j.expires_on
FROM joined AS j
JOIN workings.event AS e USING (event_id)
JOIN fired USING (event_id)
LEFT JOIN listed ON listed.inspection_id = e.inspection_id
LEFT JOIN workings.source_lag AS l ON l.source = 'management_information'
LEFT JOIN school AS s ON s.urn = e.urn
ORDER BY j.flag_id, j.first_night;
