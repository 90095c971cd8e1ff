-- Every row leads back to a document of this build: without it nobody could see where a value was read.
-- reads: source_claim, source_document
SELECT DISTINCT row.document_id
FROM source_claim AS row
ANTI JOIN source_document AS document USING (document_id)
