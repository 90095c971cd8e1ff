-- Which grades did schools have on report cards under the trust that ran them when they were inspected?
-- Grain: one trust and grade, in the order of names: it is no ranking. A trust that took a school on afterwards has no part in it.
SELECT trust_name, grade, sum(judgements)::BIGINT AS areas
FROM trust_grades
WHERE framework = 'report_card_2025' AND area <> 'safeguarding'
GROUP BY trust_uid, trust_name, grade, grade_rank
ORDER BY trust_name, grade_rank;
