-- shown_event
-- Grain: one logged transition. Readers: flag_event.
CREATE TABLE workings.shown_event (
    flag_id  VARCHAR NOT NULL,
    event_on DATE NOT NULL,
    event    VARCHAR NOT NULL,
    build_id VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL,
    segment  VARCHAR NOT NULL
);
COMMENT ON TABLE workings.shown_event IS 'Transitions of flags that earlier builds logged. Key: none.';
COMMENT ON COLUMN workings.shown_event.flag_id IS 'Flag.';
COMMENT ON COLUMN workings.shown_event.event_on IS 'As-of date of that build.';
COMMENT ON COLUMN workings.shown_event.event IS 'Transition.';
COMMENT ON COLUMN workings.shown_event.build_id IS 'That build.';
COMMENT ON COLUMN workings.shown_event.reason IS 'Why.';
COMMENT ON COLUMN workings.shown_event.segment IS 'Segment of the shown-log.';
