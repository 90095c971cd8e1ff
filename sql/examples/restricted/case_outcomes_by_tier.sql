-- How did the cases that were closed end, by month and tier?
-- Grain: one month, tier and outcome that may be shown, in all of England. Of warehouse.duckdb, whose counts come from the officers' desk.
-- The share is of all cases of the tier; what is missing to 100 % is withheld, because it is of fewer than ten schools or would tell of
-- fewer. Levels stand beside each other in the table: this one is taken by asking which columns are NULL.
WITH of_tier AS (
    SELECT month, tier, cases FROM case_outcome_count WHERE local_authority IS NULL AND tier IS NOT NULL AND outcome IS NULL
)
SELECT c.month, c.tier, c.outcome, c.cases, round(100 * c.cases / t.cases) AS percent_of_tier
FROM case_outcome_count AS c
JOIN of_tier AS t USING (month, tier)
WHERE c.local_authority IS NULL AND c.outcome IS NOT NULL
ORDER BY c.month, c.tier, c.outcome;
