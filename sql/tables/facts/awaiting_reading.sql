-- awaiting_reading
-- Grain: one report file by content. Readers: officers, operators, night summary.
CREATE TABLE awaiting_reading (
    document_id           VARCHAR PRIMARY KEY,
    file_id               BIGINT,
    url                   VARCHAR NOT NULL,
    urn                   INTEGER,
    inspection_id         VARCHAR,
    kind                  VARCHAR,
    inspection_start_date DATE,
    publication_date      DATE,
    reason_codes          VARCHAR NOT NULL,
    reasons               VARCHAR NOT NULL,
    known_from            DATE NOT NULL
);
COMMENT ON TABLE awaiting_reading IS 'Reports that could not be read with certainty and wait for a person. Key: document_id. What is in doubt stands nowhere else: no grade is guessed.';
COMMENT ON COLUMN awaiting_reading.document_id IS 'The report as archived: first 16 hexadecimal digits of its sha256.';
COMMENT ON COLUMN awaiting_reading.file_id IS 'The number in the file''s address.';
COMMENT ON COLUMN awaiting_reading.url IS 'Where the report can be opened.';
COMMENT ON COLUMN awaiting_reading.urn IS 'School on whose page it stands.';
COMMENT ON COLUMN awaiting_reading.inspection_id IS 'Inspection that it reports, where that is known.';
COMMENT ON COLUMN awaiting_reading.kind IS 'What kind of inspection it was, as far as the site tells.';
COMMENT ON COLUMN awaiting_reading.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN awaiting_reading.publication_date IS 'Day of publication.';
COMMENT ON COLUMN awaiting_reading.reason_codes IS 'Why, as stable words separated by blanks; docs/report-parsing.md explains them.';
COMMENT ON COLUMN awaiting_reading.reasons IS 'Why, in sentences.';
COMMENT ON COLUMN awaiting_reading.known_from IS 'Night on which the archive first had it.';
