-- The areas below what is expected that stand behind the open and standing flags of a school. Grain: one area. Parameter: $urn.
-- Reader: desk.
SELECT DISTINCT j.area
FROM workings.event_judgement AS j
SEMI JOIN (SELECT event_id FROM welfare_flag WHERE urn = $urn AND status IN ('open', 'standing')) AS f USING (event_id)
WHERE j.below_expected
ORDER BY j.area;
