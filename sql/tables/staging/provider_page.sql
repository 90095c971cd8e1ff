-- What provider pages of the reports site say, as their reader keeps it. Filled from Parquet before the statements of sql/staging run.
-- Grain of page: one page. Of page_inspection: document_id, place. Of page_judgement: document_id, place, area.
CREATE TEMP TABLE page (
    document_id VARCHAR, urn INTEGER, school_name VARCHAR, category_id INTEGER, status VARCHAR, phase VARCHAR,
    local_authority VARCHAR, region VARCHAR, trust_uid VARCHAR, trust_name VARCHAR, pupils INTEGER, postcode VARCHAR, layout VARCHAR
);
CREATE TEMP TABLE page_inspection (
    document_id VARCHAR, urn INTEGER, place INTEGER, file_id BIGINT, report_url VARCHAR, event_type VARCHAR, kind VARCHAR,
    framework VARCHAR, inspection_date DATE, publication_date DATE
);
CREATE TEMP TABLE page_judgement (
    document_id VARCHAR, place INTEGER, area VARCHAR, grade VARCHAR, grade_rank INTEGER, status VARCHAR, grade_date DATE, locator VARCHAR
);
CREATE TEMP TABLE page_event (document_id VARCHAR, urn INTEGER, event VARCHAR, happened_on DATE, linked_urn INTEGER);
CREATE TEMP TABLE page_finding (
    document_id VARCHAR, code VARCHAR, severity VARCHAR, place VARCHAR, value VARCHAR, message VARCHAR
);
CREATE TEMP TABLE page_rejected (
    document_id VARCHAR, place INTEGER, identifier VARCHAR, field VARCHAR, value VARCHAR, reason_code VARCHAR, reason VARCHAR
);
