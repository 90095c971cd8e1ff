-- Two events never share a flag.
-- reads: event
SELECT flag_id, count(*) AS events
FROM workings.event
GROUP BY flag_id
HAVING count(*) > 1
