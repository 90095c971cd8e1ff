-- build
-- Grain: the build itself. Readers: everyone who cites a figure.
CREATE TABLE build (
    build_id        VARCHAR PRIMARY KEY,
    as_of           DATE NOT NULL,
    facts_key       VARCHAR NOT NULL,
    schema_version  VARCHAR NOT NULL,
    program_version VARCHAR NOT NULL,
    sources         VARCHAR NOT NULL,
    licence         VARCHAR NOT NULL
);
COMMENT ON TABLE build IS 'The build that this file is. One row.';
COMMENT ON COLUMN build.build_id IS 'Names the build: as-of date and a hash of all it was made from.';
COMMENT ON COLUMN build.as_of IS 'Day that the build stands for: it holds what this archive knew by then.';
COMMENT ON COLUMN build.facts_key IS 'Hash of documents, parser versions, SQL and reference tables; equal keys mean equal facts.';
COMMENT ON COLUMN build.schema_version IS 'Version of tables and columns.';
COMMENT ON COLUMN build.program_version IS 'Version of the program.';
COMMENT ON COLUMN build.sources IS 'sample, live or recorded, as the night was told.';
COMMENT ON COLUMN build.licence IS 'Licence of the published data and whom to attribute.';
