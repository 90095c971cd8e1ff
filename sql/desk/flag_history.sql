-- What happened to flags, oldest first, also to those that turned out to be the same as one of them. Grain: one transition.
-- Parameter: $flag_ids. Reader: desk.
WITH asked AS (
    SELECT DISTINCT unnest($flag_ids::VARCHAR[]) AS flag_id
), named AS (
    SELECT flag_id, flag_id AS known_as FROM asked
    UNION
    SELECT a.flag_id, a.alias FROM flag_alias AS a SEMI JOIN asked USING (flag_id)
)
SELECT n.flag_id, e.event_on, e.event, e.reason
FROM named AS n
JOIN flag_event AS e ON e.flag_id = n.known_as
ORDER BY n.flag_id, e.event_on, e.segment NULLS LAST, e.flag_id, e.event;
