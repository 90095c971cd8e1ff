-- The one row of flag_run. Parameters: as_of, build_id, ruleset_version, settings_hash.
INSERT INTO workings.flag_run VALUES ($1, $2, $3, $4);
