-- How did the list grow and shrink, month by month?
-- Grain: one month and tier. For welfare roles: it runs on warehouse.duckdb.
SELECT
    month, tier, sum(came_on_the_list)::BIGINT AS came, sum(left_the_list)::BIGINT AS left_it,
    sum(open_at_month_end)::BIGINT AS open_at_month_end
FROM flags_on_list_by_month
GROUP BY ALL
ORDER BY month, tier;
