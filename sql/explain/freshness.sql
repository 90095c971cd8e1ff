-- How fresh the published data are: the newest document of each series. Of the site's pages and reports, which have no day of their
-- own, the one fetched last. Grain: one series. Readers: flags, flag_list.xlsx.
SELECT series, title, as_at, fetched_at, url
FROM source_document
QUALIFY row_number() OVER (PARTITION BY series ORDER BY as_at DESC NULLS LAST, fetched_at DESC) = 1
ORDER BY series;
