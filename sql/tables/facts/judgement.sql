-- judgement
-- Grain: one grading of one area at one inspection. Readers: comparisons, rules, analysts.
CREATE TABLE judgement (
    inspection_id VARCHAR NOT NULL,
    area          VARCHAR NOT NULL,
    grading_no    INTEGER NOT NULL,
    grade_date    DATE,
    grade         VARCHAR,
    grade_rank    INTEGER,
    status        VARCHAR NOT NULL,
    known_from    DATE NOT NULL,
    known_to      DATE,
    document_id   VARCHAR NOT NULL,
    locator       VARCHAR NOT NULL
);
COMMENT ON TABLE judgement IS 'Judgements as published: the current truth. Key: inspection_id, area, grading_no. Claims over time stand in source_claim.';
COMMENT ON COLUMN judgement.inspection_id IS 'Inspection.';
COMMENT ON COLUMN judgement.area IS 'Area judged, for example quality_of_education; the list stands in reference/areas.csv.';
COMMENT ON COLUMN judgement.grading_no IS '1: the original grading; 2 and on: later re-gradings by their date. 1 may be missing where only the re-grading was ever seen.';
COMMENT ON COLUMN judgement.grade_date IS 'Date of grade as published; NULL where the source has no such column.';
COMMENT ON COLUMN judgement.grade IS 'Grade in the published word; NULL unless status is graded.';
COMMENT ON COLUMN judgement.grade_rank IS 'Place on the grade''s own scale, 1 is best. Ranks of different scales must not be compared: use judgement_change.';
COMMENT ON COLUMN judgement.status IS 'graded, not_judged, not_applicable, insufficient_evidence or unknown.';
COMMENT ON COLUMN judgement.known_from IS 'Night on which this value was first known.';
COMMENT ON COLUMN judgement.known_to IS 'Day on which its report was established as withdrawn; NULL while it stands.';
COMMENT ON COLUMN judgement.document_id IS 'Document whose value stands here.';
COMMENT ON COLUMN judgement.locator IS 'Row and column of that document.';
