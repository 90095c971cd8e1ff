-- Only rules that were run have results.
-- reads: rule_result, rule
SELECT DISTINCT row.rule_id
FROM rule_result AS row
ANTI JOIN rule AS known USING (rule_id)
