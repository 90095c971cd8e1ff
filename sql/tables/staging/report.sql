-- What report files say, as their readers keep it. Filled from Parquet before the statements of sql/staging run.
-- Grain of report: one file's content. Of report_judgement: document_id, area.
CREATE TEMP TABLE report (
    document_id VARCHAR, kind VARCHAR, framework VARCHAR, urn INTEGER, inspection_number VARCHAR, inspection_start_date DATE,
    inspection_end_date DATE, publication_date DATE, category_of_concern VARCHAR, category_known BOOLEAN, category_locator VARCHAR,
    outcome VARCHAR, outcome_locator VARCHAR
);
CREATE TEMP TABLE report_judgement (
    document_id VARCHAR, area VARCHAR, grade VARCHAR, grade_rank INTEGER, status VARCHAR, locator VARCHAR
);
CREATE TEMP TABLE report_predecessor (document_id VARCHAR, urn INTEGER, predecessor_urn INTEGER);
CREATE TEMP TABLE report_doubt (document_id VARCHAR, code VARCHAR, message VARCHAR);
