-- publication_lag
-- Grain: one inspection whose publication is dated. Readers: analysts.
CREATE VIEW publication_lag AS
SELECT
    inspection_id, urn_at_inspection AS urn, framework, kind, date_trunc('month', publication_date)::DATE AS month, publication_date,
    publication_date - inspection_start_date AS days_from_start,
    publication_date - inspection_end_date AS days_from_end,
    publication_date_source
FROM inspection
WHERE publication_date IS NOT NULL;
COMMENT ON VIEW publication_lag IS 'Calendar days from an inspection to its publication. Key: inspection_id. Lists give one row for a school''s newest inspections: of earlier ones only some are known.';
COMMENT ON COLUMN publication_lag.inspection_id IS 'Inspection.';
COMMENT ON COLUMN publication_lag.urn IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN publication_lag.framework IS 'Inspection framework.';
COMMENT ON COLUMN publication_lag.kind IS 'Kind of inspection.';
COMMENT ON COLUMN publication_lag.month IS 'First day of the month of publication.';
COMMENT ON COLUMN publication_lag.publication_date IS 'Day of publication.';
COMMENT ON COLUMN publication_lag.days_from_start IS 'Calendar days from the first day of the inspection.';
COMMENT ON COLUMN publication_lag.days_from_end IS 'Calendar days from its last day; NULL where no source gives that day, as in management information.';
COMMENT ON COLUMN publication_lag.publication_date_source IS 'How the day is known, as in inspection: a day that was printed and shifted may be one off.';
