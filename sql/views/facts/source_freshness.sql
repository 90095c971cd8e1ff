-- source_freshness
-- Grain: one series of documents. Readers: analysts, operators.
CREATE VIEW source_freshness AS
SELECT
    d.series, count(*) AS documents, max(d.as_at) AS newest_as_at, max(d.fetched_at)::DATE AS last_new_on, b.as_of,
    b.as_of - max(d.as_at) AS days_since_as_at
FROM source_document AS d
CROSS JOIN build AS b
GROUP BY d.series, b.as_of;
COMMENT ON VIEW source_freshness IS 'How fresh what this build rests on is, by series of releases. Key: series. A series that never was read has no row.';
COMMENT ON COLUMN source_freshness.series IS 'Run of releases, as in source_document.';
COMMENT ON COLUMN source_freshness.documents IS 'Documents of it that this build rests on.';
COMMENT ON COLUMN source_freshness.newest_as_at IS 'Newest day that one of them says it stands for; NULL: they say none.';
COMMENT ON COLUMN source_freshness.last_new_on IS 'Night on which one with new content was last fetched; a night that found nothing new leaves it as it is.';
COMMENT ON COLUMN source_freshness.as_of IS 'Day that the build stands for.';
COMMENT ON COLUMN source_freshness.days_since_as_at IS 'Calendar days from newest_as_at to as_of.';
