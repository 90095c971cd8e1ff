-- Where the site lists report files: the school of the page and the day beside each, as every reading of a page has them.
-- Reads: Parquet files of page_inspection, named by the variable page_inspection_files.
-- Parameter: file_ids. Grain: file_id, urn, day.
SELECT DISTINCT file_id, urn, inspection_date AS day
FROM read_parquet(getvariable('page_inspection_files'))
WHERE list_contains($file_ids, file_id)
ORDER BY ALL
