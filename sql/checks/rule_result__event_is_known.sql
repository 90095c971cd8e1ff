-- What rules work on are known events.
-- reads: rule_result, event
SELECT DISTINCT row.event_id
FROM rule_result AS row
ANTI JOIN event AS known USING (event_id)
