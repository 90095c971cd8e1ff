-- key_judgement
-- Grain: one area. Readers: rules on key judgements.
CREATE TABLE workings.key_judgement (
    area VARCHAR PRIMARY KEY
);
COMMENT ON TABLE workings.key_judgement IS 'Overall effectiveness and the key judgements of the four-grade frameworks, from reference/thresholds.toml. Key: area.';
COMMENT ON COLUMN workings.key_judgement.area IS 'Area, as in judgement.';
