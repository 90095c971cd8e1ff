-- Flags that two rulesets give otherwise: the most urgent tier in which each was open at any time, none where it never was.
-- Grain: one flag that differs. Reads: the frames current_interval and changed_interval. Reader: replay.
WITH current_tier AS (
    SELECT flag_id, any_value(urn) AS urn, any_value(school_name) AS school_name, any_value(publication_date) AS publication_date,
        min(tier) AS tier
    FROM current_interval
    WHERE status = 'open'
    GROUP BY flag_id
), changed_tier AS (
    SELECT flag_id, any_value(urn) AS urn, any_value(school_name) AS school_name, any_value(publication_date) AS publication_date,
        min(tier) AS tier
    FROM changed_interval
    WHERE status = 'open'
    GROUP BY flag_id
)
SELECT
    flag_id, coalesce(n.urn, c.urn) AS urn, coalesce(n.school_name, c.school_name) AS school_name,
    coalesce(n.publication_date, c.publication_date) AS publication_date, c.tier AS tier_now, n.tier AS tier_changed
FROM current_tier AS c
FULL JOIN changed_tier AS n USING (flag_id)
WHERE c.tier IS DISTINCT FROM n.tier
ORDER BY tier_changed NULLS LAST, tier_now NULLS LAST, urn, flag_id;
