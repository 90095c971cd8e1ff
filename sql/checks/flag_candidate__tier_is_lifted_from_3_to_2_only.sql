-- Modifiers lift tier 3 to tier 2 and do nothing else.
-- reads: flag_candidate
SELECT event_id, base_tier, tier
FROM flag_candidate
WHERE tier <> base_tier AND NOT (base_tier = 3 AND tier = 2)
