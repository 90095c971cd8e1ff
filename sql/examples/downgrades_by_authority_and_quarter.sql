-- Where and when did judgements fall, of those that may be compared?
-- Grain: one local authority and quarter, newest first. Only judgements on the same scale as the one before; what may not be compared is in
-- neither number.
SELECT local_authority, quarter, downgrades, comparable_judgements, inspections_with_a_downgrade, inspections
FROM downgrade_by_quarter
WHERE comparability = 'same_scale'
ORDER BY quarter DESC, local_authority;
