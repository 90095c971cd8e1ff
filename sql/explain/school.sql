-- One school as the newest document describes it; a URN that no list names gets the name that its newest inspection gives it.
-- Grain: one row. Parameter: $urn. Reader: explain.
SELECT
    wanted.urn,
    coalesce(s.name, (
        SELECT arg_max(i.school_name_at_inspection, i.inspection_start_date)
        FROM inspection AS i
        WHERE i.urn_at_inspection = wanted.urn
    )) AS name,
    s.phase, s.type, s.local_authority, s.region, s.trust_uid, s.trust_name, s.pupils, s.postcode, s.open_date, s.status,
    s.lineage_id, d.title AS document_title, d.as_at AS described_as_at, s.locator
FROM (SELECT $urn::INTEGER AS urn) AS wanted
LEFT JOIN school AS s USING (urn)
LEFT JOIN source_document AS d USING (document_id);
