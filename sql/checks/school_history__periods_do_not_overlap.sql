-- A school has one set of attributes on any day: looking a school up on a day must not give two.
-- reads: school_history
SELECT urn, valid_from, valid_to, next_from
FROM (
    SELECT urn, valid_from, valid_to, lead(valid_from) OVER (PARTITION BY urn ORDER BY valid_from) AS next_from
    FROM school_history
)
WHERE valid_to <= valid_from OR next_from <= valid_from OR (next_from IS NOT NULL AND (valid_to IS NULL OR next_from < valid_to))
