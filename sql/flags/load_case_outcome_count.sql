-- Counts of case outcomes, as the desk has handed them over.
-- Parameter: rows as JSON, one a line.
INSERT INTO case_outcome_count BY NAME
SELECT unnest(from_json(line, '{
    "month": "DATE", "local_authority": "VARCHAR", "tier": "INTEGER", "outcome": "VARCHAR", "cases": "INTEGER", "counted_on": "DATE"
}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
