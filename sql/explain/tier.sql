-- How soon a first attempt is due in each tier that a rule gives. Grain: one tier. Readers: flags, flag_list.xlsx.
SELECT given.tier, due.value AS respond_days, given.tier > 1 AS pauses_in_school_holidays
FROM (SELECT DISTINCT tier FROM rule WHERE tier IS NOT NULL) AS given
LEFT JOIN workings.threshold AS due ON due.name = 'respond_days_tier_' || given.tier
ORDER BY given.tier;
