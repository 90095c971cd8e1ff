-- One flag per event: officers do not call twice about one report.
-- reads: welfare_flag
SELECT event_id, count(*) AS flags
FROM welfare_flag
WHERE status <> 'retracted'
GROUP BY event_id
HAVING count(*) > 1
