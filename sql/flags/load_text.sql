-- Texts of reference/texts.toml, titles of areas and categories.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.text BY NAME
SELECT unnest(from_json(line, '{"key": "VARCHAR", "value": "VARCHAR"}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
