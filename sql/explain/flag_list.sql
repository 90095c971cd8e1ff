-- The officers' list in the order in which they work, without the schools that are left out, also where another school's row would
-- name them. Grain: one open flag. Parameter: $left_out, URNs. Readers: flags, flag_list.csv, flag_list.xlsx.
WITH beside AS (
    SELECT flag_id, string_agg(said, '; ' ORDER BY other_urn, other_flag_id) AS other_open_flags
    FROM workings.flag_beside
    WHERE NOT list_contains($left_out::INTEGER[], other_urn)
    GROUP BY flag_id
)
SELECT l.* REPLACE (b.other_open_flags AS other_open_flags)
FROM flag_list AS l
LEFT JOIN beside AS b USING (flag_id)
WHERE NOT list_contains($left_out::INTEGER[], l.urn)
ORDER BY l.tier, l.respond_by NULLS LAST, l.urn, l.flag_id;
