-- event_judgement
-- Grain: one area of one event. Readers: rules.
CREATE TABLE workings.event_judgement (
    event_id       VARCHAR NOT NULL,
    inspection_id  VARCHAR NOT NULL,
    area           VARCHAR NOT NULL,
    area_title     VARCHAR NOT NULL,
    grading_no     INTEGER NOT NULL,
    grade          VARCHAR,
    grade_rank     INTEGER,
    status         VARCHAR NOT NULL,
    grade_date     DATE,
    previous_grade VARCHAR,
    below_expected BOOLEAN NOT NULL,
    document_id    VARCHAR NOT NULL,
    locator        VARCHAR NOT NULL
);
COMMENT ON TABLE workings.event_judgement IS 'What an event says of each area that a rule could act on: for a report its original grades that are below expected or not stated, and every area of a report card; for a re-grading the areas that it re-graded downward. Key: event_id, area.';
COMMENT ON COLUMN workings.event_judgement.event_id IS 'Event.';
COMMENT ON COLUMN workings.event_judgement.inspection_id IS 'Inspection.';
COMMENT ON COLUMN workings.event_judgement.area IS 'Area.';
COMMENT ON COLUMN workings.event_judgement.area_title IS 'Area in words.';
COMMENT ON COLUMN workings.event_judgement.grading_no IS 'Grading.';
COMMENT ON COLUMN workings.event_judgement.grade IS 'Grade as published.';
COMMENT ON COLUMN workings.event_judgement.grade_rank IS 'Place on its own scale, 1 is best.';
COMMENT ON COLUMN workings.event_judgement.status IS 'graded, not_judged, not_applicable, insufficient_evidence or unknown.';
COMMENT ON COLUMN workings.event_judgement.grade_date IS 'Date of grade.';
COMMENT ON COLUMN workings.event_judgement.previous_grade IS 'Grade before the re-grading; NULL for reports.';
COMMENT ON COLUMN workings.event_judgement.below_expected IS 'Below Expected standard (report cards), below good (four grades), or safeguarding Not met or No.';
COMMENT ON COLUMN workings.event_judgement.document_id IS 'Document.';
COMMENT ON COLUMN workings.event_judgement.locator IS 'Row and column.';
