-- flag_state
-- Grain: one flag that the published data give. Readers: deadlines, welfare_flag.
CREATE TABLE workings.flag_state (
    flag_id     VARCHAR PRIMARY KEY,
    event_id    VARCHAR NOT NULL,
    urn         INTEGER NOT NULL,
    status      VARCHAR NOT NULL,
    is_new      BOOLEAN NOT NULL,
    base_tier   INTEGER NOT NULL,
    tier        INTEGER NOT NULL,
    detected_on DATE NOT NULL,
    opened_on   DATE NOT NULL,
    expires_on  DATE NOT NULL
);
COMMENT ON TABLE workings.flag_state IS 'Status of each flag after suppressors, and whether its tier and deadline are new or stay as they were shown. Key: flag_id.';
COMMENT ON COLUMN workings.flag_state.flag_id IS 'Flag.';
COMMENT ON COLUMN workings.flag_state.event_id IS 'Event.';
COMMENT ON COLUMN workings.flag_state.urn IS 'School that it is for today.';
COMMENT ON COLUMN workings.flag_state.status IS 'open, standing, superseded, expired, history or retracted.';
COMMENT ON COLUMN workings.flag_state.is_new IS 'Open, and was not open when last shown or has risen in tier: day 0 is counted anew.';
COMMENT ON COLUMN workings.flag_state.base_tier IS 'Base tier, as it is shown.';
COMMENT ON COLUMN workings.flag_state.tier IS 'Tier, as it is shown.';
COMMENT ON COLUMN workings.flag_state.detected_on IS 'First shown, or the as-of date.';
COMMENT ON COLUMN workings.flag_state.opened_on IS 'Publication that opened the newest window.';
COMMENT ON COLUMN workings.flag_state.expires_on IS 'Latest last day of its triggers.';
