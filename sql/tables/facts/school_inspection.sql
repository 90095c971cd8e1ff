-- school_inspection
-- Grain: one school and one inspection. Readers: school timelines.
CREATE TABLE school_inspection (
    urn           INTEGER NOT NULL,
    inspection_id VARCHAR NOT NULL,
    relation      VARCHAR NOT NULL
);
COMMENT ON TABLE school_inspection IS 'Which schools an inspection speaks of. Key: urn, inspection_id.';
COMMENT ON COLUMN school_inspection.urn IS 'School; may be a closed predecessor that no list names.';
COMMENT ON COLUMN school_inspection.inspection_id IS 'Inspection.';
COMMENT ON COLUMN school_inspection.relation IS 'own: the school had this URN when inspected; inherited: a source shows a predecessor''s inspection under this URN.';
