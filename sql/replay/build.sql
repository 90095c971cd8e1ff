-- Which build the facts are, and since when the archive has had any document of it. Grain: one row. Reader: replay.
SELECT build_id, as_of, sources, (SELECT min(fetched_at::DATE) FROM source_document) AS first_known
FROM build;
