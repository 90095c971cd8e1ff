-- What was published and is in one source only, by month?
-- Grain: one month of publication. No rows while the reports site is not covered; the newest months wait for the next list.
SELECT month, inspections, in_both, site_only, lists_only, median_lag_days
FROM reconciliation_by_month
ORDER BY month;
