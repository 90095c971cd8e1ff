-- report_file
-- Grain: one report file of the reports site. Readers: inspection, flags, desk.
CREATE TABLE report_file (
    file_id          BIGINT PRIMARY KEY,
    inspection_id    VARCHAR NOT NULL,
    urn              INTEGER NOT NULL,
    url              VARCHAR,
    publication_date DATE,
    known_from       DATE NOT NULL,
    document_id      VARCHAR,
    is_listed        BOOLEAN NOT NULL,
    replaced_on      DATE,
    replaced_by      BIGINT,
    withdrawn_on     DATE
);
COMMENT ON TABLE report_file IS 'Report files that the reports site lists or listed, each with its inspection. Key: file_id. Letters about a conversion are links (school_link), not reports of an inspection.';
COMMENT ON COLUMN report_file.file_id IS 'The number in the file''s address.';
COMMENT ON COLUMN report_file.inspection_id IS 'Inspection that the file reports.';
COMMENT ON COLUMN report_file.urn IS 'URN on whose page it stands or stood.';
COMMENT ON COLUMN report_file.url IS 'Address of the file.';
COMMENT ON COLUMN report_file.publication_date IS 'Day of publication beside it on the page; NULL where the page gives none.';
COMMENT ON COLUMN report_file.known_from IS 'Night on which this archive first knew of it.';
COMMENT ON COLUMN report_file.document_id IS 'Its content as archived; NULL where only the page was read.';
COMMENT ON COLUMN report_file.is_listed IS 'True where the newest page of the school lists it.';
COMMENT ON COLUMN report_file.replaced_on IS 'Night on which another file of the same inspection stood in its place; NULL while it stands.';
COMMENT ON COLUMN report_file.replaced_by IS 'That other file.';
COMMENT ON COLUMN report_file.withdrawn_on IS 'Night on which it was established as withdrawn: absent from its page on two nights, and its address answering 404 or 410.';
