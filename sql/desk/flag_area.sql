-- The areas below what is expected that stand behind flags. Grain: one area. Parameter: $flag_ids. Reader: desk.
SELECT DISTINCT j.area
FROM workings.event_judgement AS j
SEMI JOIN (SELECT event_id FROM welfare_flag WHERE list_contains($flag_ids::VARCHAR[], flag_id)) AS f USING (event_id)
WHERE j.below_expected
ORDER BY j.area;
