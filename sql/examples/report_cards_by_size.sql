-- How many report cards have an area below Expected standard, by the size of the school when it was inspected?
-- Grain: one size. Pupils by the last list before the inspection; schools that no list of then names stand under Not known.
WITH card AS (
    SELECT
        inspection_id, CASE WHEN pupils >= 1200 THEN 4 ELSE pupils // 300 END AS size,
        bool_or(grade IN ('Needs attention', 'Urgent improvement')) AS has_an_area_below
    FROM judgement_in_context
    WHERE kind = 'report_card'
    GROUP BY ALL
)
SELECT
    CASE
        WHEN size IS NULL THEN 'Not known'
        WHEN size = 4 THEN '1200 and more'
        ELSE 300 * size || ' to ' || 300 * size + 299
    END AS pupils,
    count(*) AS cards,
    count(*) FILTER (has_an_area_below) AS with_an_area_below
FROM card
GROUP BY size
ORDER BY size NULLS LAST;
