-- What one rule says. Parameters: rule_id, and the rule as its file says it.
INSERT INTO workings.rule_result BY NAME
SELECT $rule_id AS rule_id, * FROM query($rule);
