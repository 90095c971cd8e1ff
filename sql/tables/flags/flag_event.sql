-- flag_event
-- Grain: one transition of one flag. Readers: explain, desk, replay.
CREATE TABLE flag_event (
    flag_id  VARCHAR NOT NULL,
    event_on DATE NOT NULL,
    event    VARCHAR NOT NULL,
    build_id VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL,
    segment  VARCHAR
);
COMMENT ON TABLE flag_event IS 'What happened to each flag and why, read from the log of what was shown, this build''s own transitions included. Key: flag_id, event_on, build_id, event.';
COMMENT ON COLUMN flag_event.flag_id IS 'Flag.';
COMMENT ON COLUMN flag_event.event_on IS 'As-of date of the build that showed it.';
COMMENT ON COLUMN flag_event.event IS 'raised, standing, history, superseded, expired, reopened, extended, retracted, tier_changed, moved, joined, evidence_changed or evidence_replaced.';
COMMENT ON COLUMN flag_event.build_id IS 'Build that showed it.';
COMMENT ON COLUMN flag_event.reason IS 'Why, in plain words.';
COMMENT ON COLUMN flag_event.segment IS 'Segment of the shown-log that holds it; NULL for this build''s own transitions, which are logged when it is published.';
