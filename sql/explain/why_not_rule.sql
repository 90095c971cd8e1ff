-- What each trigger says of some events: it fired, until when, or what is not known; neither where it was decided and did not fire.
-- Grain: one event and one trigger, in the order of tiers. Parameter: $events, ids. Reader: explain.
SELECT e.event_id, u.rule_id, u.title, u.tier, u.sql_sha256, r.evidence, r.unknown, w.last_day
FROM (SELECT unnest($events::VARCHAR[]) AS event_id) AS e
CROSS JOIN rule AS u
LEFT JOIN workings.rule_result AS r ON r.event_id = e.event_id AND r.rule_id = u.rule_id
LEFT JOIN (
    SELECT event_id, rule_id, max(last_day) AS last_day
    FROM workings.trigger_window
    WHERE list_contains($events, event_id)
    GROUP BY event_id, rule_id
) AS w ON w.event_id = e.event_id AND w.rule_id = u.rule_id
WHERE u.effect = 'trigger'
ORDER BY e.event_id, u.tier, u.rule_id;
