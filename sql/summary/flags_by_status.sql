-- All flags by status. Grain: one status.
SELECT status, count(*) AS flags
FROM welfare_flag
GROUP BY status
ORDER BY status;
