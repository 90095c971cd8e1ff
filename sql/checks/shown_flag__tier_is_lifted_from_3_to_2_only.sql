-- What was shown had a tier of 1 to 4, lifted from 3 to 2 at most.
-- reads: shown_flag
SELECT shown_id, base_tier, tier
FROM shown_flag
WHERE base_tier NOT BETWEEN 1 AND 4 OR (tier <> base_tier AND NOT (base_tier = 3 AND tier = 2))
