-- How many flags stand beside the list: their days on it have ended, the school is still in a category of concern.
-- Grain: one row. Reader: flags.
SELECT count(*) AS standing
FROM welfare_flag
WHERE status = 'standing';
