-- How fresh is what this build rests on?
-- Grain: one series of documents.
SELECT series, documents, newest_as_at, days_since_as_at, last_new_on, as_of
FROM source_freshness
ORDER BY series;
