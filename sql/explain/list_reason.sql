-- The reasons of every open flag one by one, in the order in which flag_list strings them together.
-- Grain: one flag. Reader: flags.
SELECT
    r.flag_id,
    list(r.evidence ORDER BY
        CASE r.effect WHEN 'trigger' THEN 1 WHEN 'suppressor' THEN 2 WHEN 'modifier' THEN 3 ELSE 4 END, u.tier, r.rule_id
    ) AS reasons
FROM flag_reason AS r
SEMI JOIN (FROM welfare_flag WHERE status = 'open') AS f USING (flag_id)
LEFT JOIN rule AS u USING (rule_id)
GROUP BY r.flag_id;
