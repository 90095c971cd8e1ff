-- Says in the one row of build which build the file is; also where facts are reused from an earlier build.
-- Parameters: the columns of build.
DELETE FROM build;
INSERT INTO build BY NAME
SELECT
    $build_id AS build_id, $as_of AS as_of, $facts_key AS facts_key, $schema_version AS schema_version,
    $program_version AS program_version, $sources AS sources, $licence AS licence;
