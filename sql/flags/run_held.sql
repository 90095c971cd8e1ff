-- Which day and build the flags at hand belong to.
SELECT as_of, build_id FROM workings.flag_run
