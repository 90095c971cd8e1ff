-- Grain: one other name of one flag.
INSERT INTO flag_alias
SELECT DISTINCT f.flag_id, a.alias
FROM welfare_flag AS f
JOIN inspection_alias AS a USING (inspection_id)
WHERE f.event_kind <> 'regrading'
UNION ALL
SELECT j.flag_id, j.shown_id
FROM workings.flag_join AS j
SEMI JOIN workings.flag_state AS s ON s.flag_id = j.flag_id
ORDER BY ALL
