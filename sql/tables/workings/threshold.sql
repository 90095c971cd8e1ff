-- threshold
-- Grain: one number. Readers: rules, deadlines.
CREATE TABLE workings.threshold (
    name  VARCHAR PRIMARY KEY,
    value INTEGER NOT NULL
);
COMMENT ON TABLE workings.threshold IS 'Numbers that rules and deadlines read, from reference/thresholds.toml. Key: name.';
COMMENT ON COLUMN workings.threshold.name IS 'Name; the file says beside it what it means.';
COMMENT ON COLUMN workings.threshold.value IS 'Value.';
