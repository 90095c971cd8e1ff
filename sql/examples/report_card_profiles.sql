-- How many report cards have an area below Expected standard, by month of publication?
-- Grain: one month. Report cards have no overall grade: these are counts of areas, and no verdict on a school.
SELECT
    date_trunc('month', publication_date)::DATE AS month,
    count(*) AS report_cards,
    count(*) FILTER (needs_attention + urgent_improvement = 0) AS none_below_expected,
    count(*) FILTER (needs_attention > 0 AND urgent_improvement = 0) AS needs_attention_only,
    count(*) FILTER (urgent_improvement > 0) AS with_urgent_improvement,
    count(*) FILTER (safeguarding = 'Not met') AS safeguarding_not_met
FROM report_card_profile
GROUP BY ALL
ORDER BY month;
