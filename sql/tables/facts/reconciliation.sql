-- reconciliation
-- Grain: one inspection published since the reports site has been read. Readers: analysts, operators.
CREATE TABLE reconciliation (
    month            DATE NOT NULL,
    inspection_id    VARCHAR PRIMARY KEY,
    urn              INTEGER NOT NULL,
    publication_date DATE NOT NULL,
    on_site_from     DATE,
    in_lists_from    DATE,
    found_in         VARCHAR NOT NULL,
    lag_days         INTEGER
);
COMMENT ON TABLE reconciliation IS 'Which source had an inspection, and since when, for every inspection published since the reports site has been read. Key: inspection_id. Empty while the site is not covered.';
COMMENT ON COLUMN reconciliation.month IS 'First day of the month of publication.';
COMMENT ON COLUMN reconciliation.inspection_id IS 'Inspection.';
COMMENT ON COLUMN reconciliation.urn IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN reconciliation.publication_date IS 'Day of publication.';
COMMENT ON COLUMN reconciliation.on_site_from IS 'Night on which this archive first had it from the reports site; NULL: not yet.';
COMMENT ON COLUMN reconciliation.in_lists_from IS 'Night on which this archive first had it from management information; NULL: not yet.';
COMMENT ON COLUMN reconciliation.found_in IS 'both, site_only (management information lacks it as yet) or lists_only (the site did not show it).';
COMMENT ON COLUMN reconciliation.lag_days IS 'Days from the one night to the other; negative where management information was first.';
