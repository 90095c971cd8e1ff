-- The deadline of each flag that ever had one, with the areas of its school. Grain: one flag. Reader: desk.
SELECT f.flag_id, f.urn, f.tier, f.status, f.day_0, f.turn_on, f.respond_by, s.region, s.local_authority, s.trust_uid
FROM welfare_flag AS f
LEFT JOIN school AS s ON s.urn = f.urn
WHERE f.respond_by IS NOT NULL;
