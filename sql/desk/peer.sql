-- Schools that stood where this one stands and have come out of it: they left the same category of concern in a year that is named, and
-- are of the same phase, of like size, and in the same region. Schools, never people. Grain: one school, by name.
-- Parameters: $urn; $category; $since, a day; $size_share, how far sizes may lie apart; $left_out, URNs. Reader: desk.
WITH own AS (
    SELECT urn, phase, region, pupils FROM school WHERE urn = $urn
)
SELECT s.urn, s.name, s.phase, s.pupils, s.local_authority, s.region, s.trust_uid, max(p.left_on) AS left_on
FROM own
JOIN school AS s ON s.phase = own.phase AND s.region = own.region AND s.urn <> own.urn
    AND abs(s.pupils - own.pupils) <= own.pupils * $size_share
JOIN category_period AS p ON p.lineage_id = s.lineage_id AND p.category = $category
LEFT JOIN category_period AS next
    ON next.lineage_id = p.lineage_id AND next.entered_by = p.left_by AND next.entered_on = p.left_on
ANTI JOIN (SELECT urn FROM welfare_flag WHERE status IN ('open', 'standing')) AS flagged ON flagged.urn = s.urn
WHERE s.status = 'open'
    AND p.left_on >= $since::DATE
    AND next.lineage_id IS NULL
    AND NOT list_contains($left_out::INTEGER[], s.urn)
GROUP BY ALL
ORDER BY s.name, s.urn;
