-- outcome_word
-- Grain: one wording. Readers: ungraded-concerns, regraded-down.
CREATE TABLE workings.outcome_word (
    meaning VARCHAR NOT NULL,
    word    VARCHAR NOT NULL
);
COMMENT ON TABLE workings.outcome_word IS 'Wordings of published outcomes that rules look for, from reference/thresholds.toml. Key: meaning, word.';
COMMENT ON COLUMN workings.outcome_word.meaning IS 'ungraded_concern or adverse_monitoring.';
COMMENT ON COLUMN workings.outcome_word.word IS 'Wording in small letters, sought anywhere in the outcome.';
