-- A trigger has a tier and a window; no other rule has either.
-- reads: rule
SELECT rule_id, effect, tier, window_days
FROM rule
WHERE (effect = 'trigger') <> (tier IS NOT NULL) OR (effect = 'trigger') <> (window_days IS NOT NULL)
