-- Judgements at the lower end of their scale, by week of publication and area, over the last 26 weeks. Two steps are counted:
-- lowest (Urgent improvement, Inadequate, safeguarding Not met or not effective) and second_lowest (Needs attention, Requires
-- improvement). Report cards and earlier frameworks are counted side by side; their scales cannot be compared.
-- Grain: one week and one area; weeks without any stand with 0. Readers: the national picture, analysts. Reads: facts.
WITH week AS (
    SELECT unnest(generate_series(
        date_trunc('week', as_of) - INTERVAL 25 WEEK, date_trunc('week', as_of), INTERVAL 1 WEEK
    ))::DATE AS week_from
    FROM build
), published AS (
    SELECT
        date_trunc('week', i.publication_date)::DATE AS week_from,
        j.area,
        count(*) FILTER (j.grade IN ('Urgent improvement', 'Inadequate', 'Not met', 'No')) AS lowest,
        count(*) FILTER (j.grade IN ('Needs attention', 'Requires improvement')) AS second_lowest,
        count(*) AS judgements
    FROM inspection AS i
    JOIN judgement AS j USING (inspection_id)
    JOIN build AS b ON i.publication_date <= b.as_of
    WHERE j.status = 'graded' AND j.grading_no = 1 AND i.withdrawn_on IS NULL
        AND i.publication_date >= (SELECT min(week_from) FROM week)
    GROUP BY ALL
)
SELECT
    w.week_from,
    a.area,
    coalesce(p.lowest, 0) AS lowest,
    coalesce(p.second_lowest, 0) AS second_lowest,
    coalesce(p.judgements, 0) AS judgements
FROM week AS w
CROSS JOIN (SELECT DISTINCT area FROM published) AS a
LEFT JOIN published AS p ON p.week_from = w.week_from AND p.area = a.area
ORDER BY w.week_from, a.area;
