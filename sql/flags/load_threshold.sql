-- Numbers of reference/thresholds.toml.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.threshold BY NAME
SELECT unnest(from_json(line, '{"name": "VARCHAR", "value": "INTEGER"}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
