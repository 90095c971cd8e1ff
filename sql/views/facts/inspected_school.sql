-- inspected_school
-- Grain: one inspection. Readers: analysts, comparisons by trust and phase.
CREATE VIEW inspected_school AS
SELECT
    i.inspection_id, i.urn_at_inspection AS urn, i.inspection_start_date, h.urn IS NOT NULL AS is_known,
    h.name, h.phase, h.type, h.local_authority, h.region, h.trust_uid, h.trust_name, h.pupils
FROM inspection AS i
LEFT JOIN school_history AS h
    ON h.urn = i.urn_at_inspection
    AND i.inspection_start_date >= h.valid_from
    AND (h.valid_to IS NULL OR i.inspection_start_date < h.valid_to);
COMMENT ON VIEW inspected_school IS 'The inspected school as it was on the first day of its inspection. Key: inspection_id. Join here, never on school, to count judgements by trust: a trust that took a school on afterwards has no part in them. Before the first list that this archive holds nothing is known, and nothing is filled in from later.';
COMMENT ON COLUMN inspected_school.inspection_id IS 'Inspection.';
COMMENT ON COLUMN inspected_school.urn IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN inspected_school.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN inspected_school.is_known IS 'True where a list that held on that day names the school; false: every column after this is NULL because it is not known.';
COMMENT ON COLUMN inspected_school.name IS 'Name then.';
COMMENT ON COLUMN inspected_school.phase IS 'Ofsted phase then.';
COMMENT ON COLUMN inspected_school.type IS 'Type of education then.';
COMMENT ON COLUMN inspected_school.local_authority IS 'Local authority then.';
COMMENT ON COLUMN inspected_school.region IS 'Region then.';
COMMENT ON COLUMN inspected_school.trust_uid IS 'Trust then; NULL with is_known: in no trust.';
COMMENT ON COLUMN inspected_school.trust_name IS 'Name of that trust.';
COMMENT ON COLUMN inspected_school.pupils IS 'Number of pupils then; NULL: not given.';
