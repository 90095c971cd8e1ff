-- school_history
-- Grain: one unchanged set of attributes of a school. Readers: responsible_body_at_inspection, analysts.
CREATE TABLE school_history (
    urn             INTEGER NOT NULL,
    name            VARCHAR,
    phase           VARCHAR,
    type            VARCHAR,
    local_authority VARCHAR,
    region          VARCHAR,
    trust_uid       VARCHAR,
    trust_name      VARCHAR,
    pupils          INTEGER,
    postcode        VARCHAR,
    open_date       DATE,
    valid_from      DATE NOT NULL,
    valid_to        DATE
);
COMMENT ON TABLE school_history IS 'School attributes over time, from each list''s as-at date. Key: urn, valid_from. Join on a day to see a school as it was then.';
COMMENT ON COLUMN school_history.urn IS 'School.';
COMMENT ON COLUMN school_history.name IS 'School name in that time.';
COMMENT ON COLUMN school_history.phase IS 'Ofsted phase in that time.';
COMMENT ON COLUMN school_history.type IS 'Type of education in that time.';
COMMENT ON COLUMN school_history.local_authority IS 'Local authority in that time.';
COMMENT ON COLUMN school_history.region IS 'Region in that time.';
COMMENT ON COLUMN school_history.trust_uid IS 'Trust UID in that time; NULL: no trust.';
COMMENT ON COLUMN school_history.trust_name IS 'Trust name in that time.';
COMMENT ON COLUMN school_history.pupils IS 'Pupils in that time.';
COMMENT ON COLUMN school_history.postcode IS 'Postcode in that time.';
COMMENT ON COLUMN school_history.open_date IS 'Open date in that time.';
COMMENT ON COLUMN school_history.valid_from IS 'First list (as-at date) with these attributes; nothing is known of the time before the first list.';
COMMENT ON COLUMN school_history.valid_to IS 'First later list with other attributes (exclusive); NULL while they stand.';
