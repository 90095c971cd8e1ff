-- Transitions that earlier builds logged.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.shown_event BY NAME
SELECT unnest(from_json(line, '{
    "flag_id": "VARCHAR", "event_on": "DATE", "event": "VARCHAR", "build_id": "VARCHAR", "reason": "VARCHAR", "segment": "VARCHAR"
}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
