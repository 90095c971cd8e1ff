-- What the register of schools says, as its reader keeps it. Filled from Parquet before the statements of sql/staging run.
-- Grain of gias_school: document_id, urn. Of gias_link: document_id, row_number.
CREATE TEMP TABLE gias_school (
    document_id VARCHAR, row_number INTEGER, urn INTEGER, school_name VARCHAR, establishment_number VARCHAR, type_of_education VARCHAR,
    type_group VARCHAR, phase VARCHAR, status VARCHAR, open_date DATE, close_date DATE, statutory_lowest_age INTEGER,
    statutory_highest_age INTEGER, pupils INTEGER, capacity INTEGER, local_authority VARCHAR, local_authority_code VARCHAR,
    region VARCHAR, postcode VARCHAR, trust_uid VARCHAR, trust_name VARCHAR, trust_known BOOLEAN, sponsor_name VARCHAR,
    federation_uid VARCHAR, federation_name VARCHAR, in_federation BOOLEAN, diocese VARCHAR, religious_character VARCHAR,
    telephone VARCHAR, website VARCHAR, last_changed_on DATE, is_ofsted_school BOOLEAN
);
CREATE TEMP TABLE gias_link (
    document_id VARCHAR, row_number INTEGER, urn INTEGER, linked_urn INTEGER, link_type VARCHAR, published_type VARCHAR,
    is_merger BOOLEAN, is_split BOOLEAN, established_on DATE
);
CREATE TEMP TABLE gias_group (
    document_id VARCHAR, row_number INTEGER, urn INTEGER, group_uid VARCHAR, group_id VARCHAR, group_name VARCHAR, group_type VARCHAR,
    joined_on DATE
);
CREATE TEMP TABLE gias_rejected (
    document_id VARCHAR, row_number INTEGER, urn VARCHAR, column_name VARCHAR, value VARCHAR, reason_code VARCHAR, reason VARCHAR
);
CREATE TEMP TABLE gias_finding (
    document_id VARCHAR, code VARCHAR, severity VARCHAR, row_number INTEGER, column_name VARCHAR, value VARCHAR, message VARCHAR
);
