-- Key judgements of reference/thresholds.toml.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.key_judgement BY NAME
SELECT unnest(from_json(line, '{"area": "VARCHAR"}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
