-- flag_run
-- Grain: the run of the rules itself. Readers: rules, statements of sql/flags.
CREATE TABLE workings.flag_run (
    as_of           DATE NOT NULL,
    build_id        VARCHAR NOT NULL,
    ruleset_version VARCHAR NOT NULL,
    settings_hash   VARCHAR NOT NULL
);
COMMENT ON TABLE workings.flag_run IS 'What the rules were run for. One row.';
COMMENT ON COLUMN workings.flag_run.as_of IS 'Day that the flags stand for.';
COMMENT ON COLUMN workings.flag_run.build_id IS 'Build that they belong to.';
COMMENT ON COLUMN workings.flag_run.ruleset_version IS 'Version of the rules in sql/rules.';
COMMENT ON COLUMN workings.flag_run.settings_hash IS 'Names the content of reference/thresholds.toml: thresholds, capacity and term dates.';
