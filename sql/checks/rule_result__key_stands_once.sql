-- A rule says one thing of an event.
-- reads: rule_result
SELECT rule_id, event_id, count(*) AS rows_found
FROM rule_result
GROUP BY ALL
HAVING count(*) > 1
