-- graded_before
-- Grain: one graded report. Readers: rules.
CREATE TABLE workings.graded_before (
    inspection_id          VARCHAR NOT NULL,
    previous_inspection_id VARCHAR NOT NULL
);
COMMENT ON TABLE workings.graded_before IS 'The graded report before each graded report, where a grade of it is known. Key: inspection_id. No row: a rule that needs that report cannot be decided.';
COMMENT ON COLUMN workings.graded_before.inspection_id IS 'Graded inspection or report card.';
COMMENT ON COLUMN workings.graded_before.previous_inspection_id IS 'The one before it.';
