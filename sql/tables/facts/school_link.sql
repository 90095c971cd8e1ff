-- school_link
-- Grain: one directed link from one source. Readers: lineage, comparisons, flags.
CREATE TABLE school_link (
    urn        INTEGER NOT NULL,
    linked_urn INTEGER NOT NULL,
    link_type  VARCHAR NOT NULL,
    source     VARCHAR NOT NULL
);
COMMENT ON TABLE school_link IS 'Predecessor and successor links between URNs, each in both directions. Key: urn, linked_urn, link_type, source.';
COMMENT ON COLUMN school_link.urn IS 'School.';
COMMENT ON COLUMN school_link.linked_urn IS 'The school it is linked with; may be closed and in no list.';
COMMENT ON COLUMN school_link.link_type IS 'predecessor: linked_urn came before urn; successor: linked_urn came after urn.';
COMMENT ON COLUMN school_link.source IS 'management_information: read from the ''URN at time of'' columns; gias: the register''s links; conversion_letter: a letter that names the predecessor; provider_page: an event on the reports site.';
