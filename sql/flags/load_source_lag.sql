-- Lags that a replay assumes of its sources.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.source_lag BY NAME
SELECT unnest(from_json(line, '{"source": "VARCHAR", "days": "INTEGER"}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
