-- What was last shown of each flag, folded from the shown-log.
-- Parameter: rows as JSON, one a line.
INSERT INTO workings.shown_flag BY NAME
SELECT unnest(from_json(line, '{
    "shown_id": "VARCHAR", "first_shown_on": "DATE", "urn": "INTEGER", "inspection_id": "VARCHAR", "event_id": "VARCHAR",
    "event_kind": "VARCHAR", "tier": "INTEGER", "base_tier": "INTEGER", "status": "VARCHAR", "day_0": "DATE", "turn_on": "DATE",
    "respond_by": "DATE", "late_discovery": "BOOLEAN", "expires_on": "DATE", "publication_date": "DATE", "unknowns": "VARCHAR",
    "ruleset_version": "VARCHAR", "settings_hash": "VARCHAR", "aliases": ["VARCHAR"],
    "reasons": [{"rule_id": "VARCHAR", "effect": "VARCHAR", "evidence": "VARCHAR"}]
}'))
FROM (SELECT unnest(string_split($1, chr(10))) AS line)
WHERE line <> '';
