-- Modifiers lift tier 3 to tier 2 and do nothing else: never into tier 1, never tier 4.
-- reads: welfare_flag
SELECT flag_id, base_tier, tier
FROM welfare_flag
WHERE tier <> base_tier AND NOT (base_tier = 3 AND tier = 2)
