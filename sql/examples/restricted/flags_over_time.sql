-- How many flags came of what was published each month, by tier?
-- Grain: one month and tier. For welfare roles: it runs on warehouse.duckdb.
SELECT month, tier, sum(flags)::BIGINT AS flags, sum(open)::BIGINT AS open
FROM flags_by_month
GROUP BY ALL
ORDER BY month DESC, tier;
