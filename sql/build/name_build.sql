-- Says in the one row of build which build the file is; also where facts are reused from an earlier build.
-- Reads: the registered frame build_frame.
DELETE FROM build;
INSERT INTO build BY NAME
SELECT * REPLACE (as_of::DATE AS as_of) FROM build_frame;
