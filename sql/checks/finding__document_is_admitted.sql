-- Where a document is named, it is one of this build.
-- reads: finding, source_document
SELECT DISTINCT row.document_id
FROM finding AS row
ANTI JOIN source_document AS document USING (document_id)
WHERE row.document_id IS NOT NULL
