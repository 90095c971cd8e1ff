-- reconciliation_by_month
-- Grain: one month of publication. Readers: analysts, operators.
CREATE VIEW reconciliation_by_month AS
SELECT
    month,
    count(*) AS inspections,
    count(*) FILTER (found_in = 'both') AS in_both,
    count(*) FILTER (found_in = 'site_only') AS site_only,
    count(*) FILTER (found_in = 'lists_only') AS lists_only,
    median(lag_days) AS median_lag_days
FROM reconciliation
GROUP BY month;
COMMENT ON VIEW reconciliation_by_month IS 'How far the reports site and management information agree on what was published, by month. Key: month. Empty while the site is not covered. The newest months differ because lists come monthly.';
COMMENT ON COLUMN reconciliation_by_month.month IS 'First day of the month of publication.';
COMMENT ON COLUMN reconciliation_by_month.inspections IS 'Inspections published in it, as any source knows.';
COMMENT ON COLUMN reconciliation_by_month.in_both IS 'In both sources.';
COMMENT ON COLUMN reconciliation_by_month.site_only IS 'On the reports site only: management information lacks them as yet.';
COMMENT ON COLUMN reconciliation_by_month.lists_only IS 'In management information only: the site did not show them.';
COMMENT ON COLUMN reconciliation_by_month.median_lag_days IS 'Median of the days from the night that had it from the site to the night that had it from a list; negative where lists were first.';
