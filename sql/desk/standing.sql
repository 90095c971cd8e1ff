-- The standing list: flags whose days on the list have ended while the school is still in a category of concern, newest publication
-- first. Grain: one flag. Reader: desk.
SELECT
    f.flag_id, f.urn, s.name AS school, s.phase, s.pupils, s.local_authority, s.region, s.trust_uid, s.trust_name AS trust,
    category.value AS category, f.publication_date, b.as_of - f.publication_date AS days_since_publication, f.expires_on,
    i.report_url, f.unknowns
FROM welfare_flag AS f
CROSS JOIN build AS b
JOIN inspection AS i USING (inspection_id)
LEFT JOIN school AS s ON s.urn = f.urn
LEFT JOIN workings.text AS category ON category.key = 'category.' || i.category_of_concern
WHERE f.status = 'standing'
ORDER BY f.publication_date DESC, f.urn, f.flag_id;
