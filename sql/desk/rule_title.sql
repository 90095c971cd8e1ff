-- Rules that put a school on the list, most urgent first. Grain: one rule. Reader: desk.
SELECT rule_id, title, tier
FROM rule
WHERE effect = 'trigger'
ORDER BY tier, rule_id;
