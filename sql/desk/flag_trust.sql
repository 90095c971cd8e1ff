-- The trust of the school of each open flag, so that a person who covers a trust sees its schools. Grain: one open flag. Reader: desk.
SELECT f.flag_id, s.trust_uid
FROM welfare_flag AS f
JOIN school AS s USING (urn)
WHERE f.status = 'open';
