-- How does the area Achievement stand on report cards, by phase of the school when it was inspected?
-- Grain: one phase and grade, the best first. Shares are of the cards of that phase; a phase with few cards moves by one school.
SELECT coalesce(phase, 'Not known') AS phase, grade, judgements, round(share, 3) AS share
FROM phase_grades
WHERE framework = 'report_card_2025' AND area = 'achievement'
ORDER BY phase, grade_rank;
