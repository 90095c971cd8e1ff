-- shown_match
-- Grain: one flag that the published data give and was shown before. Readers: flag_candidate, flag_state, flag_turn, welfare_flag, flag_event.
CREATE TABLE workings.shown_match (
    flag_id  VARCHAR PRIMARY KEY,
    shown_id VARCHAR NOT NULL
);
COMMENT ON TABLE workings.shown_match IS 'Under which logged flag each flag was last shown: the same flag_id, or that of a record that turned out to be the same inspection. Key: flag_id.';
COMMENT ON COLUMN workings.shown_match.flag_id IS 'Flag as the published data give it.';
COMMENT ON COLUMN workings.shown_match.shown_id IS 'Flag as it was logged.';
