-- A fall is claimed only where a change for the worse on a comparable scale, or a floor, stands for that very inspection: no flag rests
-- on grades that cannot be compared.
-- reads: flag_reason, welfare_flag, judgement_change
SELECT reason.flag_id, reason.rule_id, f.inspection_id
FROM flag_reason AS reason
JOIN welfare_flag AS f USING (flag_id)
ANTI JOIN judgement_change AS c
    ON c.inspection_id = f.inspection_id AND c.direction = 'worse'
    AND (
        c.comparability IN ('same_scale', 'legacy_scale')
        OR (c.comparability = 'derived_floor' AND reason.rule_id = 'steep-fall')
    )
WHERE f.status <> 'retracted'
    AND (
        reason.rule_id IN ('steep-fall', 'fall-to-requires-improvement')
        OR (reason.rule_id = 'regraded-down' AND f.event_kind = 'regrading')
    )
