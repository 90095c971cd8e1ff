-- The officers' list in the order in which they work. Grain: one open flag. Readers: flags, flag_list.csv, flag_list.xlsx.
SELECT *
FROM flag_list
ORDER BY tier, respond_by NULLS LAST, urn, flag_id;
