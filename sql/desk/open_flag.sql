-- Those of some flags that are on the list now. Grain: one open flag. Parameter: $flag_ids. Reader: desk.
SELECT f.flag_id, f.urn, f.tier, f.ruleset_version
FROM welfare_flag AS f
SEMI JOIN (SELECT unnest($flag_ids::VARCHAR[]) AS flag_id) AS asked USING (flag_id)
WHERE f.status = 'open'
ORDER BY f.flag_id;
