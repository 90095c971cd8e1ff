-- An open flag is in its window on the as-of date, last day included: officers are not sent to old news.
-- reads: welfare_flag, build
SELECT f.flag_id, f.publication_date, f.expires_on, b.as_of
FROM welfare_flag AS f
CROSS JOIN build AS b
WHERE f.status = 'open' AND (f.expires_on < b.as_of OR f.publication_date > b.as_of)
