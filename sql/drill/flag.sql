-- What officers are told of each flag, for a build that was made again to be held against the one before.
-- Grain: one flag. Reader: drill.
SELECT flag_id, urn, inspection_id, status, tier, base_tier, detected_on, day_0, respond_by, expires_on, publication_date
FROM welfare_flag
ORDER BY flag_id;
