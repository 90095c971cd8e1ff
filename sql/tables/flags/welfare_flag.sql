-- welfare_flag
-- Grain: one flag. Readers: officers' list, desk, explain.
CREATE TABLE welfare_flag (
    flag_id          VARCHAR PRIMARY KEY,
    urn              INTEGER NOT NULL,
    inspection_id    VARCHAR NOT NULL,
    event_id         VARCHAR NOT NULL,
    event_kind       VARCHAR NOT NULL,
    tier             INTEGER NOT NULL,
    base_tier        INTEGER NOT NULL,
    status           VARCHAR NOT NULL,
    detected_on      DATE NOT NULL,
    day_0            DATE,
    turn_on          DATE,
    respond_by       DATE,
    late_discovery   BOOLEAN NOT NULL,
    expires_on       DATE NOT NULL,
    publication_date DATE NOT NULL,
    unknowns         VARCHAR,
    ruleset_version  VARCHAR NOT NULL,
    settings_hash    VARCHAR NOT NULL,
    build_id         VARCHAR NOT NULL
);
COMMENT ON TABLE welfare_flag IS 'One flag per event on which a rule fired: a report, a later re-grading or a monitoring outcome. An outreach priority drawn from published outcomes, never a measure of risk. Personal data where a school has one head. How it came about can be followed in the schema workings, whose tables may change without notice. Key: flag_id.';
COMMENT ON COLUMN welfare_flag.flag_id IS 'Hash of the event; stays the same over re-builds, rules and changes of URN.';
COMMENT ON COLUMN welfare_flag.urn IS 'School that it is for: the one inspected, or its single successor.';
COMMENT ON COLUMN welfare_flag.inspection_id IS 'Inspection.';
COMMENT ON COLUMN welfare_flag.event_id IS 'What raised it: a row of workings.event.';
COMMENT ON COLUMN welfare_flag.event_kind IS 'report, regrading or monitoring.';
COMMENT ON COLUMN welfare_flag.tier IS 'Outreach priority 1 to 4, after modifiers. As shown: no later build lowers it.';
COMMENT ON COLUMN welfare_flag.base_tier IS 'Tier of the highest trigger, before modifiers.';
COMMENT ON COLUMN welfare_flag.status IS 'open: live on the as-of date; standing: window closed, still in the category, at most a year after publication; superseded; expired; history: first seen after its window had closed; retracted: the published data no longer give it.';
COMMENT ON COLUMN welfare_flag.detected_on IS 'Night on which it was first shown.';
COMMENT ON COLUMN welfare_flag.day_0 IS 'First working day on whose 08:00 list it stands; NULL if it never was open.';
COMMENT ON COLUMN welfare_flag.turn_on IS 'Day from which the deadline counts: day 0, or later where late discoveries are staggered.';
COMMENT ON COLUMN welfare_flag.respond_by IS 'Working day by which the first attempt is due; NULL for tier 4 and if it never was open.';
COMMENT ON COLUMN welfare_flag.late_discovery IS 'Labelled late discovery.';
COMMENT ON COLUMN welfare_flag.expires_on IS 'Last day of its window, included.';
COMMENT ON COLUMN welfare_flag.publication_date IS 'Publication date of the event; workings.event.event_on_known says whether a source states it.';
COMMENT ON COLUMN welfare_flag.unknowns IS 'What could not be decided, in sentences; NULL: nothing.';
COMMENT ON COLUMN welfare_flag.ruleset_version IS 'Ruleset under which tier and deadline were first shown.';
COMMENT ON COLUMN welfare_flag.settings_hash IS 'Settings under which they were first shown.';
COMMENT ON COLUMN welfare_flag.build_id IS 'Build that this row came from.';
