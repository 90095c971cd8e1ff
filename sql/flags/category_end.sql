-- Grain: one event that placed or kept a school in a category which has since been left. Merged schools share a lineage, so the report
-- that began the period must lie on the event's own line of URNs.
INSERT INTO workings.category_end
SELECT e.event_id, p.left_on, p.left_by, next.category AS moved_to, coalesce(regraded.seen_on, ended.seen_on, p.left_on) AS seen_on
FROM workings.event AS e
JOIN category_period AS p
    ON p.lineage_id = e.lineage_id
    AND p.category = e.category_of_concern
    AND p.left_on <= as_of_day()
    AND coalesce(p.entered_on, e.event_on) <= e.event_on
    AND p.left_on > e.event_on
JOIN inspection AS entered ON entered.inspection_id = p.entered_by
SEMI JOIN workings.urn_path AS line ON line.urn = entered.urn_at_inspection AND line.reached_urn = e.urn_at_inspection
-- A re-grading that ended it is an event of its own, seen later than the report whose areas it grades again.
LEFT JOIN workings.event AS ended ON ended.event_id = p.left_by
LEFT JOIN workings.event AS regraded ON regraded.event_id = p.left_by || ':' || p.left_on
LEFT JOIN category_period AS next
    ON next.lineage_id = p.lineage_id AND next.entered_by = p.left_by AND next.entered_on = p.left_on
WHERE e.kind = 'report'
QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY p.left_on) = 1
