-- rejected_row
-- Grain: one rejected row. Readers: night summary, operators.
CREATE TABLE rejected_row (
    document_id VARCHAR NOT NULL,
    row_number  INTEGER,
    urn         VARCHAR,
    column_name VARCHAR,
    value       VARCHAR,
    reason_code VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL
);
COMMENT ON TABLE rejected_row IS 'Rows of admitted documents that could not be read and were set aside. Key: document_id, row_number, column_name.';
COMMENT ON COLUMN rejected_row.document_id IS 'Document.';
COMMENT ON COLUMN rejected_row.row_number IS 'Row as a spreadsheet counts, header lines included.';
COMMENT ON COLUMN rejected_row.urn IS 'URN cell as it stands.';
COMMENT ON COLUMN rejected_row.column_name IS 'Column, as the header prints it.';
COMMENT ON COLUMN rejected_row.value IS 'Value as it stands.';
COMMENT ON COLUMN rejected_row.reason_code IS 'Reason in snake_case; docs/parsing.md lists them.';
COMMENT ON COLUMN rejected_row.reason IS 'Reason in a sentence.';
