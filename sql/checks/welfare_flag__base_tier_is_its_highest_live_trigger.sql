-- When a flag is first raised, the highest trigger still in its window sets the base tier. What an earlier build showed stays, also
-- where a second build of the same day rests on other documents.
-- reads: welfare_flag, flag_reason, rule, build, shown_match
SELECT f.flag_id, f.base_tier, min(r.tier) AS highest_trigger
FROM welfare_flag AS f
CROSS JOIN build AS b
ANTI JOIN workings.shown_match AS shown ON shown.flag_id = f.flag_id
LEFT JOIN flag_reason AS reason
    ON reason.flag_id = f.flag_id AND reason.effect = 'trigger' AND reason.last_day >= b.as_of
LEFT JOIN rule AS r USING (rule_id)
WHERE f.status = 'open' AND f.detected_on = b.as_of
GROUP BY f.flag_id, f.base_tier
HAVING f.base_tier IS DISTINCT FROM min(r.tier)
