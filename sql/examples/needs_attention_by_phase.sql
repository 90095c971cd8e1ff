-- How many areas stand at Needs attention on a report card, by phase?
-- Grain: one phase and number of areas. Grades are the original ones of each card, before any re-grading. The phase is that of the school as
-- it is known today.
WITH card AS (
    SELECT
        i.inspection_id, coalesce(s.phase, 'Not known') AS phase,
        count(*) FILTER (j.grade = 'Needs attention') AS areas
    FROM inspection AS i
    JOIN judgement AS j ON j.inspection_id = i.inspection_id AND j.grading_no = 1
    LEFT JOIN school AS s ON s.urn = i.urn_at_inspection
    WHERE i.kind = 'report_card'
    GROUP BY ALL
)
SELECT phase, areas AS areas_at_needs_attention, count(*) AS cards
FROM card
GROUP BY ALL
ORDER BY phase, areas;
