-- Where a document is named, it is one of this build.
-- reads: flag_reason, source_document
SELECT DISTINCT row.document_id
FROM flag_reason AS row
ANTI JOIN source_document AS document USING (document_id)
WHERE row.document_id IS NOT NULL
