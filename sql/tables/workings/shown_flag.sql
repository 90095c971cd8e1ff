-- shown_flag
-- Grain: one flag that was ever shown. Readers: flag_candidate, flag_state, flag_event.
CREATE TABLE workings.shown_flag (
    shown_id         VARCHAR PRIMARY KEY,
    first_shown_on   DATE NOT NULL,
    urn              INTEGER NOT NULL,
    inspection_id    VARCHAR NOT NULL,
    event_id         VARCHAR NOT NULL,
    event_kind       VARCHAR NOT NULL,
    tier             INTEGER NOT NULL,
    base_tier        INTEGER NOT NULL,
    status           VARCHAR NOT NULL,
    day_0            DATE,
    turn_on          DATE,
    respond_by       DATE,
    late_discovery   BOOLEAN NOT NULL,
    expires_on       DATE NOT NULL,
    publication_date DATE NOT NULL,
    unknowns         VARCHAR,
    ruleset_version  VARCHAR NOT NULL,
    settings_hash    VARCHAR NOT NULL,
    aliases          VARCHAR[] NOT NULL,
    reasons          STRUCT(rule_id VARCHAR, effect VARCHAR, evidence VARCHAR)[] NOT NULL
);
COMMENT ON TABLE workings.shown_flag IS 'What officers were last shown of each flag, folded from the shown-log of earlier builds. Key: shown_id.';
COMMENT ON COLUMN workings.shown_flag.shown_id IS 'Flag as it was logged.';
COMMENT ON COLUMN workings.shown_flag.first_shown_on IS 'As-of date of the build that first showed it.';
COMMENT ON COLUMN workings.shown_flag.urn IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.inspection_id IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.event_id IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.event_kind IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.tier IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.base_tier IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.status IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.day_0 IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.turn_on IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.respond_by IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.late_discovery IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.expires_on IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.publication_date IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.unknowns IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.ruleset_version IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.settings_hash IS 'As shown.';
COMMENT ON COLUMN workings.shown_flag.aliases IS 'Aliases of its inspection when it was shown.';
COMMENT ON COLUMN workings.shown_flag.reasons IS 'Reasons shown, in order of rule_id.';
