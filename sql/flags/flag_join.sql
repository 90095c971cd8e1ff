-- Grain: one logged flag that the published data give no longer, found again through an alias of its inspection: two records turned out
-- to be one inspection.
INSERT INTO workings.flag_join
WITH gone AS (
    SELECT s.shown_id, unnest(s.aliases) AS alias, substr(s.event_id, length(s.inspection_id) + 1) AS grading
    FROM workings.shown_flag AS s
    ANTI JOIN workings.event AS e ON e.flag_id = s.shown_id
)
SELECT gone.shown_id, min(e.flag_id) AS flag_id
FROM gone
JOIN inspection_alias AS a ON a.alias = gone.alias
JOIN workings.event AS e ON e.inspection_id = a.inspection_id AND substr(e.event_id, length(e.inspection_id) + 1) = gone.grading
GROUP BY gone.shown_id
