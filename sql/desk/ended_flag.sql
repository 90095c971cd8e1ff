-- Flags by id whatever their status, with what happened to them last, for cases whose flag is no longer on the list.
-- Grain: one flag. Parameter: $flag_ids. Reader: desk.
SELECT
    f.flag_id, f.status, f.urn, s.name AS school, s.local_authority, s.region, s.trust_uid,
    arg_max(e.event_on, (e.event_on, e.event = f.status)) AS ended_on, arg_max(e.reason, (e.event_on, e.event = f.status)) AS reason
FROM welfare_flag AS f
LEFT JOIN school AS s USING (urn)
LEFT JOIN flag_event AS e USING (flag_id)
WHERE list_contains($flag_ids::VARCHAR[], f.flag_id)
GROUP BY ALL
ORDER BY ended_on DESC, f.flag_id;
