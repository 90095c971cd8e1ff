-- What has been published of inspections that somebody heard of beforehand: the inspection at the school, or at one that it was before,
-- that began within three days of the day that was heard, and its flag where a rule fired. Grain: one awaited inspection and
-- one published one. Parameters: $urns, $days: lists of equal length. Reader: desk.
WITH awaited AS (
    SELECT unnest($urns::INTEGER[]) AS urn, unnest($days::DATE[]) AS inspection_date
)
SELECT
    a.urn, a.inspection_date, i.inspection_id, i.kind AS inspection_kind, i.inspection_start_date, i.publication_date,
    f.flag_id, f.urn AS flag_urn, f.tier, f.status, f.ruleset_version
FROM awaited AS a
JOIN school_inspection AS s ON s.urn = a.urn
JOIN inspection AS i ON i.inspection_id = s.inspection_id
    AND a.inspection_date BETWEEN i.inspection_start_date - 3 AND coalesce(i.inspection_end_date, i.inspection_start_date) + 3
LEFT JOIN welfare_flag AS f ON f.inspection_id = i.inspection_id AND f.event_kind <> 'regrading'
WHERE i.withdrawn_on IS NULL
ORDER BY a.urn, a.inspection_date, f.tier NULLS LAST, i.inspection_start_date, i.inspection_id, f.flag_id;
