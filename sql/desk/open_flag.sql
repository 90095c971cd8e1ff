-- Those of some flags that are on the list now. Grain: one open flag. Parameter: $flag_ids. Reader: desk.
SELECT flag_id, urn, tier, ruleset_version
FROM welfare_flag
WHERE status = 'open' AND list_contains($flag_ids::VARCHAR[], flag_id)
ORDER BY flag_id;
