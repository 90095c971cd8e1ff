-- finding
-- Grain: one finding. Readers: night summary, operators.
CREATE TABLE finding (
    document_id   VARCHAR,
    code          VARCHAR NOT NULL,
    severity      VARCHAR NOT NULL,
    row_number    INTEGER,
    column_name   VARCHAR,
    value         VARCHAR,
    inspection_id VARCHAR,
    message       VARCHAR NOT NULL
);
COMMENT ON TABLE finding IS 'What surprised without stopping anything. Key: none; compare by document and code.';
COMMENT ON COLUMN finding.document_id IS 'Document; NULL where the finding concerns several.';
COMMENT ON COLUMN finding.code IS 'Kind of finding in snake_case, for example grades_disagree.';
COMMENT ON COLUMN finding.severity IS 'info or warning.';
COMMENT ON COLUMN finding.row_number IS 'Row, where it concerns one.';
COMMENT ON COLUMN finding.column_name IS 'Column, where it concerns one.';
COMMENT ON COLUMN finding.value IS 'Value, where it concerns one.';
COMMENT ON COLUMN finding.inspection_id IS 'Inspection, where it concerns one.';
COMMENT ON COLUMN finding.message IS 'The finding in a sentence.';
