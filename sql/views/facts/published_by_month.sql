-- published_by_month
-- Grain: one calendar month. Readers: analysts.
CREATE VIEW published_by_month AS
WITH counted AS (
    SELECT
        date_trunc('month', publication_date)::DATE AS month,
        count(*) AS inspections_published,
        count(*) FILTER (kind = 'report_card') AS report_cards,
        count(*) FILTER (kind = 'graded') AS graded,
        count(*) FILTER (kind = 'ungraded') AS ungraded,
        count(*) FILTER (kind NOT IN ('report_card', 'graded', 'ungraded')) AS others
    FROM inspection
    WHERE publication_date IS NOT NULL
    GROUP BY ALL
), month AS (
    SELECT unnest(generate_series((SELECT min(month) FROM counted), b.as_of, INTERVAL 1 MONTH))::DATE AS month, b.as_of
    FROM build AS b
), listed AS (
    SELECT h.urn, min(h.valid_from) AS listed_from, any_value(s.open_date) AS open_date, any_value(s.close_date) AS close_date
    FROM school_history AS h
    JOIN school AS s USING (urn)
    WHERE s.status NOT IN ('proposed_to_open', 'not_listed')
    GROUP BY h.urn
), known AS (
    SELECT m.month, count(*) AS schools_open
    FROM month AS m
    JOIN listed AS l
        ON l.listed_from <= least(last_day(m.month), m.as_of)
        AND (l.open_date IS NULL OR l.open_date <= least(last_day(m.month), m.as_of))
        AND (l.close_date IS NULL OR l.close_date > least(last_day(m.month), m.as_of))
    GROUP BY m.month
)
SELECT
    m.month,
    coalesce(c.inspections_published, 0) AS inspections_published,
    coalesce(c.report_cards, 0) AS report_cards,
    coalesce(c.graded, 0) AS graded,
    coalesce(c.ungraded, 0) AS ungraded,
    coalesce(c.others, 0) AS others,
    k.schools_open
FROM month AS m
LEFT JOIN counted AS c USING (month)
LEFT JOIN known AS k USING (month);
COMMENT ON VIEW published_by_month IS 'What to divide by: inspections published and schools open, by month. Key: month. Lists hold the newest inspections of each school, so that months before the first list of this archive are incomplete, the more so the longer ago.';
COMMENT ON COLUMN published_by_month.month IS 'First day of the month; the last is the month of the build and not over.';
COMMENT ON COLUMN published_by_month.inspections_published IS 'Inspections known to have been published in it, of all kinds.';
COMMENT ON COLUMN published_by_month.report_cards IS 'Report cards among them.';
COMMENT ON COLUMN published_by_month.graded IS 'Graded inspections of earlier frameworks.';
COMMENT ON COLUMN published_by_month.ungraded IS 'Ungraded inspections.';
COMMENT ON COLUMN published_by_month.others IS 'Monitoring and other kinds.';
COMMENT ON COLUMN published_by_month.schools_open IS 'Schools open on its last day, or on the day of the build; NULL before the first list. A school counts from the first list that names it; one that the newest list lacks without a closing date is left out.';
