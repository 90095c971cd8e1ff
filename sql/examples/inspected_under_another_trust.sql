-- Which schools were inspected under another trust, or none, than runs them now?
-- Grain: one inspection. Only inspections of which the trust at the time is known.
SELECT t.urn, s.name, t.inspection_start_date, t.trust_name AS trust_then, s.trust_name AS trust_now
FROM inspected_school AS t
JOIN school AS s USING (urn)
WHERE t.is_known AND t.trust_uid IS DISTINCT FROM s.trust_uid
ORDER BY t.inspection_start_date DESC, t.urn;
