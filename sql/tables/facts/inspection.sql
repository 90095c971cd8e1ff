-- inspection
-- Grain: one inspection. Readers: everything after it.
CREATE TABLE inspection (
    inspection_id                  VARCHAR PRIMARY KEY,
    urn_at_inspection              INTEGER NOT NULL,
    lineage_id                     INTEGER NOT NULL,
    inspection_number              VARCHAR,
    framework                      VARCHAR,
    kind                           VARCHAR NOT NULL,
    outcome                        VARCHAR,
    inspection_start_date          DATE NOT NULL,
    inspection_end_date            DATE,
    start_date_source              VARCHAR NOT NULL,
    publication_date               DATE,
    publication_date_source        VARCHAR,
    category_of_concern            VARCHAR,
    category_known                 BOOLEAN NOT NULL,
    responsible_body_at_inspection VARCHAR,
    school_name_at_inspection      VARCHAR,
    school_type_at_inspection      VARCHAR,
    inspection_type                VARCHAR,
    known_from                     DATE NOT NULL,
    report_url                     VARCHAR,
    withdrawn_on                   DATE,
    document_id                    VARCHAR NOT NULL,
    locator                        VARCHAR NOT NULL
);
COMMENT ON TABLE inspection IS 'One row per inspection, however many documents speak of it. Key: inspection_id. Values are the current truth; every claim stands in source_claim.';
COMMENT ON COLUMN inspection.inspection_id IS 'Hash of the first alias under which this archive saw the inspection. Stable within an archive; compare two archives by inspection_alias.';
COMMENT ON COLUMN inspection.urn_at_inspection IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN inspection.lineage_id IS 'Connected set of predecessors and successors that the URN belongs to, as in school.';
COMMENT ON COLUMN inspection.inspection_number IS 'Ofsted''s inspection number as published (older ones begin with ITS).';
COMMENT ON COLUMN inspection.framework IS 'Inspection framework, by start date; report cards are always report_card_2025. NULL where the inspection falls under none of the seven.';
COMMENT ON COLUMN inspection.kind IS 'graded, ungraded, report_card, short, monitoring, focused_monitoring, interim or other. An inspection seen as graded and as ungraded is graded.';
COMMENT ON COLUMN inspection.outcome IS 'Outcome in words of an ungraded or monitoring inspection, as published.';
COMMENT ON COLUMN inspection.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN inspection.inspection_end_date IS 'Last day; NULL where no source gives it.';
COMMENT ON COLUMN inspection.start_date_source IS 'provider_page, report, management_information, or ungraded_columns: the list''s columns for ungraded inspections, whose date may be the last day instead of the first.';
COMMENT ON COLUMN inspection.publication_date IS 'Day of publication. Management information prints the day before since October 2018; the shift is applied, see publication_date_source.';
COMMENT ON COLUMN inspection.publication_date_source IS 'reports_site: the day on the school''s page, which counts before all others; report: printed in the report; management_information_plus_one_day: the printed day and one more; management_information: the day as printed. NULL where no date is known.';
COMMENT ON COLUMN inspection.category_of_concern IS 'special_measures, serious_weaknesses, requires_significant_improvement or notice_to_improve; NULL: none, or not known, see category_known.';
COMMENT ON COLUMN inspection.category_known IS 'True where a source states the category or states that there is none.';
COMMENT ON COLUMN inspection.responsible_body_at_inspection IS 'Trust, or local authority where there was no trust, in the school list that held on the start date; NULL where no list reaches back so far.';
COMMENT ON COLUMN inspection.school_name_at_inspection IS 'School name at the time of the inspection, as published.';
COMMENT ON COLUMN inspection.school_type_at_inspection IS 'School type at the time of the inspection, as published.';
COMMENT ON COLUMN inspection.inspection_type IS 'Inspection type as published.';
COMMENT ON COLUMN inspection.known_from IS 'Night on which this archive first knew of the inspection.';
COMMENT ON COLUMN inspection.report_url IS 'Address of the report that stands now, or of the school''s page of reports where only management information is known.';
COMMENT ON COLUMN inspection.withdrawn_on IS 'Day on which the report was established as withdrawn; NULL while it stands.';
COMMENT ON COLUMN inspection.document_id IS 'Document whose values stand here.';
COMMENT ON COLUMN inspection.locator IS 'Where in that document.';
