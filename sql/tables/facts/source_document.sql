-- source_document
-- Grain: one document by content. Readers: every locator leads here.
CREATE TABLE source_document (
    document_id    VARCHAR PRIMARY KEY,
    url            VARCHAR NOT NULL,
    fetched_at     TIMESTAMP NOT NULL,
    sha256         VARCHAR NOT NULL,
    bytes          BIGINT NOT NULL,
    title          VARCHAR,
    series         VARCHAR NOT NULL,
    as_at          DATE,
    era            VARCHAR NOT NULL,
    parser         VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    rows_read      INTEGER NOT NULL,
    rows_rejected  INTEGER NOT NULL
);
COMMENT ON TABLE source_document IS 'Every document that this build rests on, once by content. Key: document_id. Licence: Open Government Licence v3.0 (Ofsted, Department for Education).';
COMMENT ON COLUMN source_document.document_id IS 'First 16 hexadecimal digits of the content''s sha256; names the document everywhere in the warehouse.';
COMMENT ON COLUMN source_document.url IS 'Address that first served the content.';
COMMENT ON COLUMN source_document.fetched_at IS 'When it was first fetched, UTC. Recorded and sample runs fetch at midnight of their as-of date.';
COMMENT ON COLUMN source_document.sha256 IS 'Full sha256 of the archived bytes.';
COMMENT ON COLUMN source_document.bytes IS 'Size of the archived bytes.';
COMMENT ON COLUMN source_document.title IS 'Title under which the publisher lists it.';
COMMENT ON COLUMN source_document.series IS 'Which run of releases it belongs to, for example state_funded_latest.';
COMMENT ON COLUMN source_document.as_at IS 'The day that the release says it stands for; NULL where it says none.';
COMMENT ON COLUMN source_document.era IS 'Column layout that it was read with: the name of a table in reference/management_information/, or the reader of pages, reports and the register.';
COMMENT ON COLUMN source_document.parser IS 'Parser that read it.';
COMMENT ON COLUMN source_document.parser_version IS 'Version of that parser.';
COMMENT ON COLUMN source_document.rows_read IS 'Data rows found in the document.';
COMMENT ON COLUMN source_document.rows_rejected IS 'Rows set aside, listed in rejected_row.';
