-- flag_candidate
-- Grain: one event with a fired trigger. Readers: suppressors, flag_state.
CREATE TABLE workings.flag_candidate (
    event_id    VARCHAR PRIMARY KEY,
    flag_id     VARCHAR NOT NULL,
    base_tier   INTEGER NOT NULL,
    tier        INTEGER NOT NULL,
    is_lifted   BOOLEAN NOT NULL,
    is_live     BOOLEAN NOT NULL,
    opened_on   DATE NOT NULL,
    expires_on  DATE NOT NULL,
    detected_on DATE NOT NULL,
    in_category BOOLEAN NOT NULL
);
COMMENT ON TABLE workings.flag_candidate IS 'Events on which a trigger fired, evaluated at the as-of date before suppressors. Key: event_id, flag_id.';
COMMENT ON COLUMN workings.flag_candidate.event_id IS 'Event.';
COMMENT ON COLUMN workings.flag_candidate.flag_id IS 'Flag.';
COMMENT ON COLUMN workings.flag_candidate.base_tier IS 'Highest live trigger; where none lives, the highest that fired.';
COMMENT ON COLUMN workings.flag_candidate.tier IS 'Base tier, or 2 where a modifier lifts a 3.';
COMMENT ON COLUMN workings.flag_candidate.is_lifted IS 'A modifier fired, which lifts a 3.';
COMMENT ON COLUMN workings.flag_candidate.is_live IS 'A trigger lives on the as-of date.';
COMMENT ON COLUMN workings.flag_candidate.opened_on IS 'Publication that opened the newest window.';
COMMENT ON COLUMN workings.flag_candidate.expires_on IS 'Latest last day of its triggers.';
COMMENT ON COLUMN workings.flag_candidate.detected_on IS 'First shown, or the as-of date.';
COMMENT ON COLUMN workings.flag_candidate.in_category IS 'The report placed or kept the school in a category, at most a year ago, and it has not been left.';
