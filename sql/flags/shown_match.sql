-- Grain: one flag that the published data give and was shown before, so that its tier and deadline stay as they were shown.
INSERT INTO workings.shown_match
SELECT e.flag_id, s.shown_id
FROM workings.shown_flag AS s
JOIN workings.event AS e ON e.flag_id = s.shown_id
UNION ALL
SELECT j.flag_id, min(j.shown_id)
FROM workings.flag_join AS j
ANTI JOIN workings.shown_flag AS own ON own.shown_id = j.flag_id
GROUP BY j.flag_id
