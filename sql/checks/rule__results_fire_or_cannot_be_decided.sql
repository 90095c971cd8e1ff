-- A result is evidence or says what is not known: unknown is not false, and neither is both.
-- reads: rule_result
SELECT rule_id, event_id, evidence, unknown
FROM workings.rule_result
WHERE (evidence IS NULL) = (unknown IS NULL)
