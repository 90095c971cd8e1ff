-- Only rules that were run have results.
-- reads: trigger_window, rule
SELECT DISTINCT row.rule_id
FROM trigger_window AS row
ANTI JOIN rule AS known USING (rule_id)
