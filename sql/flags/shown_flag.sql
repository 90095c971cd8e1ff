-- Grain: one flag that was ever shown: its last shown values, with the day of the first.
INSERT INTO workings.shown_flag
SELECT
    flag_id AS shown_id, min(as_of) OVER (PARTITION BY flag_id) AS first_shown_on,
    urn, inspection_id, event_id, event_kind, tier, base_tier, status, day_0, turn_on, respond_by, late_discovery, expires_on,
    publication_date, unknowns, ruleset_version, settings_hash, aliases, reasons
FROM shown_row
QUALIFY row_number() OVER (PARTITION BY flag_id ORDER BY piece_no DESC) = 1
