-- Bank holidays in England.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.bank_holiday BY NAME
SELECT unnest(from_json(line, '{"day": "DATE", "name": "VARCHAR"}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
