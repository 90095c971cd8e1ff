-- How many flags stand beside the list: their days on it have ended, the school is still in a category of concern. Without schools
-- that are left out of lists. Grain: one row. Parameter: $left_out, URNs. Reader: flags.
SELECT count(*) AS standing
FROM welfare_flag
WHERE status = 'standing' AND NOT list_contains($left_out::INTEGER[], urn);
