-- flag_beside
-- Grain: one open flag and another one of the same trust or school. Readers: flag_list, flag_list.csv, flag_list.xlsx.
CREATE TABLE workings.flag_beside (
    flag_id       VARCHAR NOT NULL,
    other_flag_id VARCHAR NOT NULL,
    other_urn     INTEGER NOT NULL,
    said          VARCHAR NOT NULL
);
COMMENT ON TABLE workings.flag_beside IS 'Open flags that concern the same trust, or the same school before or after a change of URN. Key: flag_id, other_flag_id.';
COMMENT ON COLUMN workings.flag_beside.flag_id IS 'Open flag.';
COMMENT ON COLUMN workings.flag_beside.other_flag_id IS 'The other open flag.';
COMMENT ON COLUMN workings.flag_beside.other_urn IS 'The school of the other flag.';
COMMENT ON COLUMN workings.flag_beside.said IS 'What is said of the other flag beside the first.';
