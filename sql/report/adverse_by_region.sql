-- Graded inspections and report cards published in the last twelve months, by region: how many have a judgement at the lower end
-- of its scale (as in adverse_by_week), and how many name a category of concern. A school is counted in the region where it is now.
-- Grain: one region, in order of the name. Readers: the national picture, analysts. Reads: facts.
WITH inspected AS (
    SELECT
        coalesce(s.region, 'Not known') AS region,
        i.inspection_id,
        i.category_of_concern IS NOT NULL AS in_category,
        bool_or(j.grade IN ('Urgent improvement', 'Inadequate', 'Not met', 'No')) AS lowest,
        bool_or(j.grade IN ('Needs attention', 'Requires improvement')) AS second_lowest
    FROM inspection AS i
    JOIN judgement AS j USING (inspection_id)
    JOIN build AS b ON i.publication_date <= b.as_of AND i.publication_date > b.as_of - INTERVAL 12 MONTH
    LEFT JOIN school AS s ON s.urn = i.urn_at_inspection
    WHERE i.kind IN ('graded', 'report_card') AND j.status = 'graded' AND j.grading_no = 1 AND i.withdrawn_on IS NULL
    GROUP BY ALL
)
SELECT
    region,
    count(*) AS inspections,
    count(*) FILTER (lowest OR second_lowest) AS with_adverse_judgement,
    count(*) FILTER (lowest) AS with_lowest,
    count(*) FILTER (in_category) AS in_category,
    round(100.0 * count(*) FILTER (lowest OR second_lowest) / count(*), 0)::INTEGER AS percent_adverse
FROM inspected
GROUP BY region
ORDER BY region;
