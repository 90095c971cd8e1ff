-- A flag names the build that it came from, and that is this one.
-- reads: welfare_flag, build, build_id
SELECT f.flag_id, f.build_id, b.build_id AS this_build
FROM welfare_flag AS f
CROSS JOIN build AS b
WHERE f.build_id <> b.build_id
