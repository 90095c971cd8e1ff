-- Which report files count as withdrawn: absent from a page that was read on two nights, and the file itself answers 404 or 410.
-- A vanished page proves nothing, and a file that is listed again is not withdrawn.
-- Reads: Parquet files of page and page_inspection, named by the variables page_files and page_inspection_files; the frames
-- observation_frame (document_id, observed_on: a night on which this page stood as it is) and gone_frame (file_id, observed_on).
-- Grain: urn, file_id.
WITH page_read AS (
    SELECT DISTINCT p.urn, o.observed_on::DATE AS observed_on
    FROM read_parquet(getvariable('page_files')) AS p
    JOIN observation_frame AS o USING (document_id)
), last_listed AS (
    SELECT p.urn, p.file_id, max(o.observed_on::DATE) AS last_listed_on
    FROM read_parquet(getvariable('page_inspection_files')) AS p
    JOIN observation_frame AS o USING (document_id)
    WHERE p.file_id IN (SELECT file_id FROM gone_frame)
    GROUP BY p.urn, p.file_id
), absent AS (
    SELECT
        l.urn, l.file_id, p.observed_on,
        row_number() OVER (PARTITION BY l.urn, l.file_id ORDER BY p.observed_on) AS night
    FROM last_listed AS l
    JOIN page_read AS p ON p.urn = l.urn AND p.observed_on > l.last_listed_on
), gone AS (
    SELECT l.urn, l.file_id, min(g.observed_on::DATE) AS gone_on
    FROM last_listed AS l
    JOIN gone_frame AS g ON g.file_id = l.file_id AND g.observed_on::DATE > l.last_listed_on
    GROUP BY l.urn, l.file_id
)
SELECT a.urn, a.file_id, greatest(a.observed_on, g.gone_on) AS withdrawn_on
FROM absent AS a
JOIN gone AS g USING (urn, file_id)
WHERE a.night = 2
ORDER BY a.urn, a.file_id
