-- What the facts rest on, for whoever cites a figure: of each series its documents counted, and the newest of them named.
-- Grain: one series. Readers: cite, the data package of the exports.
SELECT
    series,
    count(*) AS documents,
    arg_max(title, (as_at, fetched_at)) AS title,
    max(as_at) AS as_at,
    max(fetched_at) AS fetched_at,
    arg_max(url, (as_at, fetched_at)) AS url
FROM source_document
GROUP BY series
ORDER BY series;
