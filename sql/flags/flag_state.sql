-- Grain: one flag that the published data give. What was shown stays as shown unless the flag opens again or its tier rises.
INSERT INTO workings.flag_state
WITH suppressed AS (
    SELECT
        c.event_id,
        bool_or(r.rule_id = 'withdrawn') AS is_withdrawn,
        bool_or(r.rule_id = 'superseded') AS is_superseded,
        bool_or(r.rule_id = 'old-news') AS is_old_news
    FROM workings.flag_candidate AS c
    LEFT JOIN workings.rule_result AS r ON r.event_id = c.event_id AND r.evidence IS NOT NULL
    GROUP BY c.event_id
), current AS (
    SELECT
        c.*, e.urn, s.shown_id, s.status AS shown_status, s.tier AS shown_tier, s.base_tier AS shown_base_tier,
        CASE
            WHEN p.is_withdrawn THEN 'retracted'
            WHEN p.is_old_news AND c.in_category AND NOT p.is_superseded THEN 'standing'
            -- Whoever was shown it on a list is told the good news, too.
            WHEN p.is_old_news AND p.is_superseded AND s.status IN ('standing', 'open', 'superseded') THEN 'superseded'
            WHEN p.is_old_news THEN 'history'
            WHEN p.is_superseded THEN 'superseded'
            WHEN c.is_live THEN 'open'
            WHEN c.in_category THEN 'standing'
            ELSE 'expired'
        END AS status
    FROM workings.flag_candidate AS c
    JOIN suppressed AS p USING (event_id)
    JOIN workings.event AS e USING (event_id)
    LEFT JOIN workings.shown_match AS m ON m.flag_id = c.flag_id
    LEFT JOIN workings.shown_flag AS s USING (shown_id)
), compared AS (
    SELECT
        *,
        status = 'open' AND (shown_id IS NULL OR shown_status <> 'open' OR tier < shown_tier) AS is_new,
        is_new OR shown_id IS NULL AS takes_own_tier
    FROM current
)
SELECT
    flag_id, event_id, urn, status, is_new,
    CASE WHEN takes_own_tier THEN base_tier ELSE shown_base_tier END AS base_tier,
    CASE WHEN takes_own_tier THEN tier ELSE shown_tier END AS tier,
    detected_on, opened_on, expires_on
FROM compared
