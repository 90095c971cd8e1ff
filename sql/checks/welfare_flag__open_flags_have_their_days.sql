-- An open flag has a day 0 and a turn, and a day to respond by unless it is tier 4, which is context without a deadline.
-- reads: welfare_flag
SELECT flag_id, tier, day_0, turn_on, respond_by
FROM welfare_flag
WHERE status = 'open' AND (day_0 IS NULL OR turn_on IS NULL OR (respond_by IS NULL) <> (tier = 4))
