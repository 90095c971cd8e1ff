-- Every row leads back to a document of this build: without it nobody could see where a value was read.
-- reads: inspection, source_document
SELECT DISTINCT row.document_id
FROM inspection AS row
ANTI JOIN source_document AS document USING (document_id)
