-- previous_graded
-- Grain: one graded report that has one before it. Readers: judgement_change, rules.
CREATE TABLE previous_graded (
    inspection_id          VARCHAR PRIMARY KEY,
    previous_inspection_id VARCHAR NOT NULL,
    via_predecessor        BOOLEAN NOT NULL
);
COMMENT ON TABLE previous_graded IS 'The graded report before each graded report, through single predecessors only. Key: inspection_id.';
COMMENT ON COLUMN previous_graded.inspection_id IS 'Graded inspection or report card.';
COMMENT ON COLUMN previous_graded.previous_inspection_id IS 'The one before it of the same school or of its single predecessor.';
COMMENT ON COLUMN previous_graded.via_predecessor IS 'True where that one belongs to a predecessor''s URN.';
