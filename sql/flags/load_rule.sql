-- The rules, from the headers of sql/rules.
-- Parameter: rows as JSON, one a line.
INSERT INTO rule BY NAME
SELECT unnest(from_json(line, '{
    "rule_id": "VARCHAR", "ruleset_version": "VARCHAR", "title": "VARCHAR", "tier": "INTEGER", "window_days": "INTEGER",
    "effect": "VARCHAR", "rationale": "VARCHAR", "source": "VARCHAR", "sql_sha256": "VARCHAR"
}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
