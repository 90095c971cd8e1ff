-- A reason names a rule that was run and has its effect. Reasons of retracted flags stay as they were shown.
-- reads: flag_reason, welfare_flag, rule
SELECT reason.flag_id, reason.rule_id, reason.effect, r.effect AS effect_of_rule
FROM flag_reason AS reason
JOIN welfare_flag AS f USING (flag_id)
LEFT JOIN rule AS r USING (rule_id)
WHERE f.status <> 'retracted' AND reason.effect IS DISTINCT FROM r.effect
