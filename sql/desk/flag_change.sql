-- What was changed last about each open flag after it was first shown. Grain: one open flag that has changed. Reader: desk.
SELECT e.flag_id, e.event_on AS changed_on, e.event AS change, e.reason AS change_reason
FROM flag_event AS e
JOIN welfare_flag AS f USING (flag_id)
WHERE f.status = 'open'
    AND e.event IN ('reopened', 'tier_changed', 'moved', 'joined', 'extended', 'evidence_changed', 'evidence_replaced')
-- Of several on one day, the one that says most to an officer.
QUALIFY row_number() OVER (
    PARTITION BY e.flag_id
    ORDER BY e.event_on DESC,
        list_position(['tier_changed', 'reopened', 'moved', 'evidence_replaced', 'evidence_changed', 'extended', 'joined'], e.event)
) = 1;
