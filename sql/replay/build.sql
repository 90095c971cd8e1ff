-- Which build the facts are. Grain: one row. Reader: replay.
SELECT build_id, as_of, sources
FROM build;
