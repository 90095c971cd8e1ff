-- school
-- Grain: one school (URN). Readers: flags, desk, analysts.
CREATE TABLE school (
    urn             INTEGER PRIMARY KEY,
    lineage_id      INTEGER NOT NULL,
    name            VARCHAR NOT NULL,
    phase           VARCHAR,
    type            VARCHAR,
    local_authority VARCHAR,
    region          VARCHAR,
    trust_uid       VARCHAR,
    trust_name      VARCHAR,
    federation_name VARCHAR,
    in_federation   BOOLEAN,
    diocese         VARCHAR,
    pupils          INTEGER,
    postcode        VARCHAR,
    switchboard       VARCHAR,
    website         VARCHAR,
    open_date       DATE,
    close_date      DATE,
    status          VARCHAR NOT NULL,
    document_id     VARCHAR NOT NULL,
    locator         VARCHAR NOT NULL
);
COMMENT ON TABLE school IS 'Schools as the register (GIAS) describes them; what it leaves open comes from the newest list of management information, then from the school''s page. Key: urn. A school is never dropped: one that no source names as open any more has another status.';
COMMENT ON COLUMN school.urn IS 'Unique Reference Number given by the Department for Education.';
COMMENT ON COLUMN school.lineage_id IS 'Smallest URN of the connected set of predecessors and successors; changes only when an older predecessor becomes known.';
COMMENT ON COLUMN school.name IS 'School name, surrounding blanks removed.';
COMMENT ON COLUMN school.phase IS 'Ofsted phase as published (Primary, Secondary, Special, Nursery, PRU or Alternative provision); the register''s phase only where Ofsted gives none.';
COMMENT ON COLUMN school.type IS 'Type of education as published.';
COMMENT ON COLUMN school.local_authority IS 'Local authority name as published.';
COMMENT ON COLUMN school.region IS 'Region (nine of them), as published.';
COMMENT ON COLUMN school.trust_uid IS 'The trust''s number in the register of schools (GIAS), as published; NULL where the school is in no trust.';
COMMENT ON COLUMN school.trust_name IS 'Multi-academy trust name, surrounding blanks removed.';
COMMENT ON COLUMN school.federation_name IS 'Federation of schools under one governing body, from the register.';
COMMENT ON COLUMN school.in_federation IS 'Whether the school is in a federation; NULL where no source says.';
COMMENT ON COLUMN school.diocese IS 'Diocese, from the register.';
COMMENT ON COLUMN school.pupils IS 'Total number of pupils by the last census that the source carries; NULL where not known.';
COMMENT ON COLUMN school.postcode IS 'Postcode.';
COMMENT ON COLUMN school.switchboard IS 'The school''s telephone number, from the register.';
COMMENT ON COLUMN school.website IS 'The school''s website, from the register.';
COMMENT ON COLUMN school.open_date IS 'School open date; NULL where the source gives none.';
COMMENT ON COLUMN school.close_date IS 'Day on which it closed, from the register.';
COMMENT ON COLUMN school.status IS 'open, open_proposed_to_close, proposed_to_open or closed, as the register says; where it says nothing: open (in the newest list of its series) or not_listed (in an earlier list only).';
COMMENT ON COLUMN school.document_id IS 'Document that describes it.';
COMMENT ON COLUMN school.locator IS 'Where in that document.';
