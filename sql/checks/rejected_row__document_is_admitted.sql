-- Every row leads back to a document of this build: without it nobody could see where a value was read.
-- reads: rejected_row, source_document
SELECT DISTINCT row.document_id
FROM rejected_row AS row
ANTI JOIN source_document AS document USING (document_id)
