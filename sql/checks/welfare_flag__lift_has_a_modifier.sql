-- When a flag is first raised, tier 2 on base tier 3 rests on a modifier, and a modifier that fired did lift it. What an earlier build
-- showed stays, also where a second build of the same day rests on other documents.
-- reads: welfare_flag, flag_reason, build, shown_match
SELECT f.flag_id, f.base_tier, f.tier
FROM welfare_flag AS f
CROSS JOIN build AS b
ANTI JOIN workings.shown_match AS shown ON shown.flag_id = f.flag_id
LEFT JOIN (SELECT DISTINCT flag_id FROM flag_reason WHERE effect = 'modifier') AS modifier USING (flag_id)
WHERE f.detected_on = b.as_of AND f.status <> 'retracted' AND f.base_tier = 3 AND (f.tier = 2) <> (modifier.flag_id IS NOT NULL)
