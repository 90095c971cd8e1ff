-- flag_turn
-- Grain: one flag with a day 0. Readers: before-holiday, welfare_flag.
CREATE TABLE workings.flag_turn (
    flag_id        VARCHAR PRIMARY KEY,
    event_id       VARCHAR NOT NULL,
    tier           INTEGER NOT NULL,
    is_new         BOOLEAN NOT NULL,
    day_0          DATE NOT NULL,
    late_discovery BOOLEAN NOT NULL,
    turn_on        DATE NOT NULL
);
COMMENT ON TABLE workings.flag_turn IS 'When a flag''s turn comes: day 0, or for late discoveries the working day on which the team''s capacity reaches it. Key: flag_id.';
COMMENT ON COLUMN workings.flag_turn.flag_id IS 'Flag.';
COMMENT ON COLUMN workings.flag_turn.event_id IS 'Event.';
COMMENT ON COLUMN workings.flag_turn.tier IS 'Tier.';
COMMENT ON COLUMN workings.flag_turn.is_new IS 'Counted anew in this build.';
COMMENT ON COLUMN workings.flag_turn.day_0 IS 'First working day on whose 08:00 list it stands.';
COMMENT ON COLUMN workings.flag_turn.late_discovery IS 'Published long before day 0, or one of more than the team can reach in a day.';
COMMENT ON COLUMN workings.flag_turn.turn_on IS 'Day from which its deadline counts.';
