-- Flags that turned out to be the same as another, which stands for both. Grain: one flag that was. Parameter: $flag_ids. Reader: desk.
SELECT a.alias AS was, f.flag_id, f.urn, f.tier, f.ruleset_version
FROM flag_alias AS a
JOIN welfare_flag AS f USING (flag_id)
WHERE list_contains($flag_ids::VARCHAR[], a.alias) AND a.alias NOT IN (SELECT flag_id FROM welfare_flag)
ORDER BY a.alias, f.status = 'open' DESC, f.flag_id;
