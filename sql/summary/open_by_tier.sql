-- Open flags by tier with the reasons that fired: those of the highest tier first, then the most frequent. Reads: welfare_flag, flag_reason, rule.
-- Grain: one tier and one rule.
SELECT f.tier, r.rule_id, any_value(rule.title) AS title, count(DISTINCT f.flag_id) AS flags
FROM welfare_flag AS f
JOIN flag_reason AS r USING (flag_id)
JOIN rule ON rule.rule_id = r.rule_id
WHERE f.status = 'open' AND r.effect = 'trigger'
GROUP BY f.tier, r.rule_id
ORDER BY f.tier, any_value(rule.tier), flags DESC, r.rule_id;
