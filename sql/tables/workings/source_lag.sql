-- source_lag
-- Grain: one source. Readers: event.
CREATE TABLE workings.source_lag (
    source VARCHAR PRIMARY KEY,
    days   INTEGER NOT NULL
);
COMMENT ON TABLE workings.source_lag IS 'How long after publication a source is assumed to have been read, where a replay is to assume it. Key: source. Empty in every build: a build goes by what the archive had.';
COMMENT ON COLUMN workings.source_lag.source IS 'Kind of source, as in inspection_alias.';
COMMENT ON COLUMN workings.source_lag.days IS 'Days from publication to the night that first has it.';
