-- What each build logged of each flag, as the lines of the shown-log say it.
-- Parameters: four lists with an entry for some lines of a segment, oldest first: its name, its day, its build, these lines.
-- Grain: one flag in one segment. Readers: shown_flag, shown_event.
CREATE TEMP TABLE shown_row AS
SELECT
    piece_no, segment, as_of, build_id,
    unnest(from_json(line, '{
        "flag_id": "VARCHAR", "urn": "INTEGER", "inspection_id": "VARCHAR", "event_id": "VARCHAR", "event_kind": "VARCHAR",
        "tier": "INTEGER", "base_tier": "INTEGER", "status": "VARCHAR", "day_0": "DATE", "turn_on": "DATE", "respond_by": "DATE",
        "late_discovery": "BOOLEAN", "expires_on": "DATE", "publication_date": "DATE", "unknowns": "VARCHAR",
        "ruleset_version": "VARCHAR", "settings_hash": "VARCHAR", "aliases": ["VARCHAR"],
        "reasons": [{"rule_id": "VARCHAR", "effect": "VARCHAR", "evidence": "VARCHAR"}],
        "transitions": [{"event": "VARCHAR", "reason": "VARCHAR"}]
    }'))
FROM (
    SELECT piece_no, segment, as_of, build_id, unnest(string_split(lines, chr(10))) AS line
    FROM (
        SELECT
            generate_subscripts($1::VARCHAR[], 1) AS piece_no, unnest($1::VARCHAR[]) AS segment,
            unnest($2::VARCHAR[])::DATE AS as_of, unnest($3::VARCHAR[]) AS build_id, unnest($4::VARCHAR[]) AS lines
    )
)
WHERE line <> '';
