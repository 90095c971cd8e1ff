-- source_claim
-- Grain: one unchanged value of one attribute from one source. Readers: explain, analysts.
CREATE TABLE source_claim (
    inspection_id VARCHAR NOT NULL,
    area          VARCHAR,
    attribute     VARCHAR NOT NULL,
    value         VARCHAR NOT NULL,
    source        VARCHAR NOT NULL,
    document_id   VARCHAR NOT NULL,
    known_from    DATE NOT NULL,
    known_to      DATE
);
COMMENT ON TABLE source_claim IS 'What each source said, and when: one row per unchanged value. Key: inspection_id, area, attribute, source, document_id.';
COMMENT ON COLUMN source_claim.inspection_id IS 'Inspection.';
COMMENT ON COLUMN source_claim.area IS 'Area for grades; NULL for attributes of the inspection.';
COMMENT ON COLUMN source_claim.attribute IS 'What is claimed: grade (word, or status where not graded; re-gradings carry grade@date), or a column of inspection.';
COMMENT ON COLUMN source_claim.value IS 'The value as read. Dates are ISO; publication dates stand as printed, without the shift of a day. A category of none is a statement.';
COMMENT ON COLUMN source_claim.source IS 'Kind of source: management_information, which includes official statistics.';
COMMENT ON COLUMN source_claim.document_id IS 'First document with this value.';
COMMENT ON COLUMN source_claim.known_from IS 'Night on which the source was first seen to say so.';
COMMENT ON COLUMN source_claim.known_to IS 'Night on which the same source was first seen to say otherwise; NULL while it stands.';
