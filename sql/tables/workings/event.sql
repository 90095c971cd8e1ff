-- event
-- Grain: one event. Readers: rules.
CREATE TABLE workings.event (
    event_id                  VARCHAR NOT NULL,
    flag_id                   VARCHAR NOT NULL,
    inspection_id             VARCHAR NOT NULL,
    kind                      VARCHAR NOT NULL,
    grading_no                INTEGER,
    event_on                  DATE NOT NULL,
    event_on_known            BOOLEAN NOT NULL,
    seen_on                   DATE NOT NULL,
    urn                       INTEGER NOT NULL,
    urn_at_inspection         INTEGER NOT NULL,
    lineage_id                INTEGER NOT NULL,
    framework                 VARCHAR,
    inspection_kind           VARCHAR NOT NULL,
    inspection_start_date     DATE NOT NULL,
    inspection_end_date       DATE NOT NULL,
    category_of_concern       VARCHAR,
    category_title            VARCHAR,
    category_known            BOOLEAN NOT NULL,
    outcome                   VARCHAR,
    school_type               VARCHAR,
    withdrawn_on              DATE,
    document_id               VARCHAR NOT NULL,
    locator                   VARCHAR NOT NULL
);
COMMENT ON TABLE workings.event IS 'What can raise a flag, published up to the as-of date: a report, a later re-grading, a monitoring report. Key: event_id.';
COMMENT ON COLUMN workings.event.event_id IS 'The inspection; for a re-grading with its date of grade added.';
COMMENT ON COLUMN workings.event.flag_id IS 'Flag that the event has if a rule fires: a hash of event_id, never of rule, tier or URN.';
COMMENT ON COLUMN workings.event.inspection_id IS 'Inspection.';
COMMENT ON COLUMN workings.event.kind IS 'report, regrading or monitoring.';
COMMENT ON COLUMN workings.event.grading_no IS 'Which grading of its areas: 1 for reports, 2 and on for re-gradings (the lowest, where areas differ); NULL for monitoring.';
COMMENT ON COLUMN workings.event.event_on IS 'Publication date, from which windows count. A re-grading has none in management information: the night it was first known counts, at most a set number of days after the date of grade.';
COMMENT ON COLUMN workings.event.event_on_known IS 'False where no source states the publication date.';
COMMENT ON COLUMN workings.event.seen_on IS 'First night on which it could be shown: published, and known to this archive, or known by the lag that workings.source_lag assumes.';
COMMENT ON COLUMN workings.event.urn IS 'School that the flag is for today: urn_at_inspection, or its single successor.';
COMMENT ON COLUMN workings.event.urn_at_inspection IS 'School inspected.';
COMMENT ON COLUMN workings.event.lineage_id IS 'Its connected set of predecessors and successors.';
COMMENT ON COLUMN workings.event.framework IS 'Framework.';
COMMENT ON COLUMN workings.event.inspection_kind IS 'Kind of the inspection.';
COMMENT ON COLUMN workings.event.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN workings.event.inspection_end_date IS 'Last day; the first where the last is not known.';
COMMENT ON COLUMN workings.event.category_of_concern IS 'Category; NULL: none, or not known.';
COMMENT ON COLUMN workings.event.category_title IS 'Category in words.';
COMMENT ON COLUMN workings.event.category_known IS 'True where a source states the category or that there is none.';
COMMENT ON COLUMN workings.event.outcome IS 'Outcome in words of ungraded and monitoring inspections.';
COMMENT ON COLUMN workings.event.school_type IS 'School type at the time, or that of the newest list where no source gives it.';
COMMENT ON COLUMN workings.event.withdrawn_on IS 'Day on which the report was established as withdrawn.';
COMMENT ON COLUMN workings.event.document_id IS 'Document that speaks of it.';
COMMENT ON COLUMN workings.event.locator IS 'Row of that document.';
