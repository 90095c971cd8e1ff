-- inspection_alias
-- Grain: one alias from one source. Readers: identity across archives.
CREATE TABLE inspection_alias (
    inspection_id VARCHAR NOT NULL,
    source        VARCHAR NOT NULL,
    alias         VARCHAR NOT NULL,
    first_seen    DATE NOT NULL
);
COMMENT ON TABLE inspection_alias IS 'Every name under which sources know an inspection. Key: alias, source.';
COMMENT ON COLUMN inspection_alias.inspection_id IS 'Inspection.';
COMMENT ON COLUMN inspection_alias.source IS 'Kind of source that uses the alias: management_information, which includes official statistics.';
COMMENT ON COLUMN inspection_alias.alias IS 'inspection_number:<digits> or urn_date:<URN>:<start date>.';
COMMENT ON COLUMN inspection_alias.first_seen IS 'Night on which the alias was first seen.';
