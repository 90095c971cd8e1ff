-- Grain: one rule that fired on one flag; for flags that the data no longer give, the reasons that were shown.
INSERT INTO flag_reason
SELECT f.flag_id, r.rule_id, u.effect, r.evidence, w.last_day, r.document_id, r.locator
FROM welfare_flag AS f
JOIN workings.flag_state AS s USING (flag_id)
JOIN workings.rule_result AS r ON r.event_id = s.event_id AND r.evidence IS NOT NULL
JOIN rule AS u USING (rule_id)
LEFT JOIN (
    SELECT event_id, rule_id, max(last_day) AS last_day FROM workings.trigger_window GROUP BY ALL
) AS w ON w.event_id = r.event_id AND w.rule_id = r.rule_id
UNION ALL
SELECT g.shown_id, g.reason.rule_id, g.reason.effect, g.reason.evidence, NULL, NULL, NULL
FROM (SELECT shown_id, unnest(reasons) AS reason FROM workings.shown_flag) AS g
JOIN welfare_flag AS f ON f.flag_id = g.shown_id
ANTI JOIN workings.flag_state AS s ON s.flag_id = g.shown_id
ORDER BY flag_id, rule_id
