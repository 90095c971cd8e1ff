-- published_by_month
-- Grain: one calendar month. Readers: analysts.
CREATE VIEW published_by_month AS
WITH counted AS (
    SELECT
        month, sum(inspections_published) AS inspections_published, sum(report_cards) AS report_cards, sum(graded) AS graded,
        sum(ungraded) AS ungraded, sum(others) AS others, sum(schools_open)::BIGINT AS schools_open
    FROM published_by_authority
    GROUP BY month
), month AS (
    SELECT unnest(generate_series((SELECT min(month) FROM counted), b.as_of, INTERVAL 1 MONTH))::DATE AS month
    FROM build AS b
)
SELECT
    m.month,
    coalesce(c.inspections_published, 0)::BIGINT AS inspections_published,
    coalesce(c.report_cards, 0)::BIGINT AS report_cards,
    coalesce(c.graded, 0)::BIGINT AS graded,
    coalesce(c.ungraded, 0)::BIGINT AS ungraded,
    coalesce(c.others, 0)::BIGINT AS others,
    c.schools_open
FROM month AS m
LEFT JOIN counted AS c USING (month);
COMMENT ON VIEW published_by_month IS 'What to divide by: inspections published and schools open, by month. Key: month. Lists hold the newest inspections of each school, so that months before the first list of this archive are incomplete, the more so the longer ago.';
COMMENT ON COLUMN published_by_month.month IS 'First day of the month; the last is the month of the build and not over.';
COMMENT ON COLUMN published_by_month.inspections_published IS 'Inspections known to have been published in it, of all kinds.';
COMMENT ON COLUMN published_by_month.report_cards IS 'Report cards among them.';
COMMENT ON COLUMN published_by_month.graded IS 'Graded inspections of earlier frameworks.';
COMMENT ON COLUMN published_by_month.ungraded IS 'Ungraded inspections.';
COMMENT ON COLUMN published_by_month.others IS 'Monitoring and other kinds.';
COMMENT ON COLUMN published_by_month.schools_open IS 'Schools open on its last day, or on the day of the build; NULL before the first list. Counted as in published_by_authority.';
