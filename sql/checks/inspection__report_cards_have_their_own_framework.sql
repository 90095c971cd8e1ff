-- A report card falls under report_card_2025 and no graded or ungraded inspection does.
-- reads: inspection
SELECT inspection_id, kind, framework
FROM inspection
WHERE (kind = 'report_card' AND framework IS DISTINCT FROM 'report_card_2025')
    OR (kind IN ('graded', 'ungraded', 'short') AND framework = 'report_card_2025')
