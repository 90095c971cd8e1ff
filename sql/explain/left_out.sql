-- How many schools would stand on the officers' list and are left out of it. Grain: one row. Parameter: $left_out, URNs.
-- Readers: flags, flag_list.xlsx, the night's summary.
SELECT count(DISTINCT urn) AS schools
FROM flag_list
WHERE list_contains($left_out::INTEGER[], urn);
