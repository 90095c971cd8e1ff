-- Configured school holidays.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.school_closure BY NAME
SELECT unnest(from_json(line, '{"name": "VARCHAR", "first_day": "DATE", "last_day": "DATE"}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
