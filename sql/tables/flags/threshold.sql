-- threshold
-- Grain: one number. Readers: rules, deadlines.
CREATE TABLE threshold (
    name  VARCHAR PRIMARY KEY,
    value INTEGER NOT NULL
);
COMMENT ON TABLE threshold IS 'Numbers that rules and deadlines read, from reference/thresholds.toml. Key: name.';
COMMENT ON COLUMN threshold.name IS 'Name; the file says beside it what it means.';
COMMENT ON COLUMN threshold.value IS 'Value.';
