-- Of the school of each open flag, what decides who covers it and which other schools stand beside it. Grain: one open flag. Reader: desk.
SELECT f.flag_id, s.trust_uid, s.lineage_id, s.diocese
FROM welfare_flag AS f
JOIN school AS s USING (urn)
WHERE f.status = 'open';
