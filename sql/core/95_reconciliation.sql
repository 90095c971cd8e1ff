-- What the reports site and management information each had, inspection by inspection, since the site has been read.
-- Reads: inspection, inspection_row; variable site_read_from (first day of the first publication window that was read whole; NULL: never).
-- Grain of reconciliation: one inspection published since.
INSERT INTO reconciliation BY NAME
SELECT
    date_trunc('month', i.publication_date)::DATE AS month,
    i.inspection_id, i.urn_at_inspection AS urn, i.publication_date,
    seen.on_site_from, seen.in_lists_from,
    CASE
        WHEN seen.on_site_from IS NULL THEN 'lists_only'
        WHEN seen.in_lists_from IS NULL THEN 'site_only'
        ELSE 'both'
    END AS found_in,
    seen.in_lists_from - seen.on_site_from AS lag_days
FROM inspection AS i
JOIN (
    SELECT
        inspection_id,
        min(known_from) FILTER (source <> 'management_information') AS on_site_from,
        min(known_from) FILTER (source = 'management_information') AS in_lists_from
    FROM inspection_row
    GROUP BY inspection_id
) AS seen USING (inspection_id)
WHERE i.publication_date >= getvariable('site_read_from')::DATE
ORDER BY i.publication_date, i.inspection_id;
