-- Wordings of outcomes of reference/thresholds.toml.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.outcome_word BY NAME
SELECT unnest(from_json(line, '{"meaning": "VARCHAR", "word": "VARCHAR"}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
