-- trigger_window
-- Grain: one stretch of days on which a fired trigger lives. Readers: flags, replay.
CREATE TABLE workings.trigger_window (
    event_id  VARCHAR NOT NULL,
    rule_id   VARCHAR NOT NULL,
    tier      INTEGER NOT NULL,
    first_day DATE NOT NULL,
    last_day  DATE NOT NULL,
    opened_by VARCHAR NOT NULL
);
COMMENT ON TABLE workings.trigger_window IS 'When fired triggers live: from publication, and again from each monitoring report on a category. Key: event_id, rule_id, first_day, opened_by.';
COMMENT ON COLUMN workings.trigger_window.event_id IS 'Event.';
COMMENT ON COLUMN workings.trigger_window.rule_id IS 'Trigger.';
COMMENT ON COLUMN workings.trigger_window.tier IS 'Its tier.';
COMMENT ON COLUMN workings.trigger_window.first_day IS 'First day.';
COMMENT ON COLUMN workings.trigger_window.last_day IS 'Last day, included.';
COMMENT ON COLUMN workings.trigger_window.opened_by IS 'Event that opened it: the same, or a monitoring report.';
