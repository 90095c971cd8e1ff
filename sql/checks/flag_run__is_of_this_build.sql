-- The rules were run for the day and under the name of this build.
-- reads: flag_run, build, build_id
SELECT run.as_of, run.build_id, b.as_of AS day_of_build, b.build_id AS this_build
FROM build AS b
LEFT JOIN flag_run AS run ON true
WHERE run.as_of IS DISTINCT FROM b.as_of OR run.build_id IS DISTINCT FROM b.build_id
