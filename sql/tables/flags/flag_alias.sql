-- flag_alias
-- Grain: one other name of one flag. Readers: look-ups of old flag ids.
CREATE TABLE flag_alias (
    flag_id VARCHAR NOT NULL,
    alias   VARCHAR NOT NULL
);
COMMENT ON TABLE flag_alias IS 'Other names by which a flag can be found: aliases of its inspection, and flags that turned out to be the same. Key: flag_id, alias.';
COMMENT ON COLUMN flag_alias.flag_id IS 'Flag.';
COMMENT ON COLUMN flag_alias.alias IS 'Alias of its inspection, or an earlier flag_id.';
