-- The build that answers. Grain: one row. Reader: explain, flags.
SELECT build_id, as_of, program_version, licence
FROM build;
