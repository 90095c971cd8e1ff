-- The build that a figure comes from. Grain: one row. Readers: cite, the data package of the exports, the national picture.
SELECT build_id, as_of, schema_version, program_version, sources, licence
FROM build;
