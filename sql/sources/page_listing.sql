-- What each archived page of a school lists, for the plan of a night.
-- Reads: Parquet files named by the variables page_files, page_inspection_files and page_event_files.
-- Grain: one page document.
SELECT
    p.document_id,
    p.urn,
    list(i.file_id ORDER BY i.place) FILTER (i.file_id IS NOT NULL) AS file_ids,
    list(i.report_url ORDER BY i.place) FILTER (i.file_id IS NOT NULL) AS addresses,
    list(i.publication_date ORDER BY i.place) FILTER (i.file_id IS NOT NULL) AS published,
    e.predecessors
FROM read_parquet(getvariable('page_files')) AS p
LEFT JOIN read_parquet(getvariable('page_inspection_files')) AS i USING (document_id)
LEFT JOIN (
    SELECT document_id, list(DISTINCT linked_urn ORDER BY linked_urn) AS predecessors
    FROM read_parquet(getvariable('page_event_files'))
    WHERE event = 'predecessor' AND linked_urn IS NOT NULL
    GROUP BY document_id
) AS e USING (document_id)
GROUP BY p.document_id, p.urn, e.predecessors
