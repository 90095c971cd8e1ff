-- inspected_school
-- Grain: one inspection. Readers: analysts, comparisons by trust and phase.
CREATE VIEW inspected_school AS
WITH trust_change AS (
    -- Of each change of trust the list with the new one, and the list before it: between the two nobody knows who ran the school.
    SELECT h.urn, h.valid_from, l.as_at AS last_list
    FROM school_history AS h
    JOIN school_history AS later ON later.urn = h.urn AND later.valid_from = h.valid_to
    ASOF JOIN (
        SELECT DISTINCT as_at FROM source_document WHERE series = 'state_funded_latest' AND as_at IS NOT NULL
    ) AS l ON l.as_at < h.valid_to
    WHERE (later.trust_uid, later.trust_name) IS DISTINCT FROM (h.trust_uid, h.trust_name)
)
SELECT
    i.inspection_id, i.urn_at_inspection AS urn, i.kind, i.framework, i.inspection_start_date, i.publication_date,
    h.urn IS NOT NULL AS is_known,
    h.name, h.phase, h.type, h.local_authority, h.region, h.trust_uid, h.trust_name,
    CASE WHEN h.urn IS NOT NULL THEN c.urn IS NULL OR i.inspection_start_date <= c.last_list END AS trust_is_certain,
    h.pupils
FROM inspection AS i
LEFT JOIN school_history AS h
    ON h.urn = i.urn_at_inspection
    AND i.inspection_start_date >= h.valid_from
    AND (h.valid_to IS NULL OR i.inspection_start_date < h.valid_to)
LEFT JOIN trust_change AS c ON c.urn = h.urn AND c.valid_from = h.valid_from;
COMMENT ON VIEW inspected_school IS 'The inspected school as it was on the first day of its inspection. Key: inspection_id. Join here, never on school, to count judgements by trust: a trust that took a school on afterwards has no part in them. Before the first list that this archive holds nothing is known, and nothing is filled in from later.';
COMMENT ON COLUMN inspected_school.inspection_id IS 'Inspection.';
COMMENT ON COLUMN inspected_school.urn IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN inspected_school.kind IS 'Kind of inspection.';
COMMENT ON COLUMN inspected_school.framework IS 'Inspection framework; NULL where it falls under none of the seven.';
COMMENT ON COLUMN inspected_school.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN inspected_school.publication_date IS 'Day of publication; NULL: not known.';
COMMENT ON COLUMN inspected_school.is_known IS 'True where a list that held on that day names the school; false: every column after this is NULL because it is not known.';
COMMENT ON COLUMN inspected_school.name IS 'Name then.';
COMMENT ON COLUMN inspected_school.phase IS 'Ofsted phase then, as published: PRU until 2025, Alternative provision since.';
COMMENT ON COLUMN inspected_school.type IS 'Type of education then.';
COMMENT ON COLUMN inspected_school.local_authority IS 'Local authority then.';
COMMENT ON COLUMN inspected_school.region IS 'Region then.';
COMMENT ON COLUMN inspected_school.trust_uid IS 'Trust in the last list until that day; NULL with is_known: in no trust, or one that the list only names.';
COMMENT ON COLUMN inspected_school.trust_name IS 'Name of that trust.';
COMMENT ON COLUMN inspected_school.trust_is_certain IS 'False where the next list after the inspection has another trust, or none: the change may have come before the inspection or after it. Such inspections count for no trust in trust_grades.';
COMMENT ON COLUMN inspected_school.pupils IS 'Number of pupils then; NULL: not given.';
