-- Schools that would stand on the list and are left out of it, with what decides who covers them. Grain: one school.
-- Parameter: $left_out, URNs. Reader: desk, which counts them and does not name them.
SELECT DISTINCT f.urn, s.region, s.local_authority, s.trust_uid
FROM welfare_flag AS f
LEFT JOIN school AS s USING (urn)
WHERE f.status = 'open' AND list_contains($left_out::INTEGER[], f.urn);
