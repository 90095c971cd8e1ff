-- The regions, local authorities and trusts of schools that are open, for the areas that an officer covers. Grain: one area. Columns:
-- kind and value as the desk stores them, title as people know it, schools that are open. Readers: the page Officers, `officer add`.
SELECT 'region' AS kind, region AS value, region AS title, count(*) AS schools
FROM school
WHERE region IS NOT NULL AND status IS DISTINCT FROM 'closed'
GROUP BY ALL
UNION ALL
SELECT 'local_authority', local_authority, local_authority, count(*)
FROM school
WHERE local_authority IS NOT NULL AND status IS DISTINCT FROM 'closed'
GROUP BY ALL
UNION ALL
SELECT 'trust', trust_uid, any_value(trust_name), count(*)
FROM school
WHERE trust_uid IS NOT NULL AND status IS DISTINCT FROM 'closed'
GROUP BY ALL
ORDER BY kind, title, value;
