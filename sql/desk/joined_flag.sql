-- Flags that turned out to be the same as another, which stands for both. Grain: one flag that was. Parameter: $flag_ids. Reader: desk.
SELECT asked.flag_id AS was, f.flag_id, f.urn, f.tier, f.ruleset_version
FROM (SELECT DISTINCT unnest($flag_ids::VARCHAR[]) AS flag_id) AS asked
ANTI JOIN welfare_flag AS present ON present.flag_id = asked.flag_id
JOIN flag_alias AS a ON a.alias = asked.flag_id
JOIN welfare_flag AS f ON f.flag_id = a.flag_id
ORDER BY asked.flag_id, f.status = 'open' DESC, f.flag_id;
