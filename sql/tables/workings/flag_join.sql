-- flag_join
-- Grain: one logged flag whose record turned out to be another inspection's. Readers: shown_match, welfare_flag, flag_alias.
CREATE TABLE workings.flag_join (
    shown_id VARCHAR PRIMARY KEY,
    flag_id  VARCHAR NOT NULL
);
COMMENT ON TABLE workings.flag_join IS 'Logged flags that live on under another flag_id, because two records turned out to be one inspection. Key: shown_id.';
COMMENT ON COLUMN workings.flag_join.shown_id IS 'Flag as it was logged.';
COMMENT ON COLUMN workings.flag_join.flag_id IS 'Flag that it is now.';
