-- No 1 to 4 grade is compared with a report-card grade: Ofsted says that they cannot be. Categories of concern, and safeguarding as
-- approximate, are all that leads from one to the other.
-- reads: judgement_change, inspection
SELECT c.inspection_id, c.area, c.direction, c.comparability, before.framework AS previous_framework, now.framework
FROM judgement_change AS c
JOIN inspection AS now USING (inspection_id)
JOIN inspection AS before ON before.inspection_id = c.previous_inspection_id
WHERE (now.framework IS NOT DISTINCT FROM 'report_card_2025') <> (before.framework IS NOT DISTINCT FROM 'report_card_2025')
    AND NOT (
        c.comparability IS NULL
        OR c.comparability IN ('not_comparable', 'category')
        OR (c.comparability = 'threshold' AND c.area = 'safeguarding')
    )
