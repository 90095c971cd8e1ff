-- school_closure
-- Grain: one closure. Readers: calendar, before-holiday.
CREATE TABLE workings.school_closure (
    name      VARCHAR NOT NULL,
    first_day DATE PRIMARY KEY,
    last_day  DATE NOT NULL
);
COMMENT ON TABLE workings.school_closure IS 'School holidays of the configured years, weekends beside them included, from reference/thresholds.toml. Key: first_day.';
COMMENT ON COLUMN workings.school_closure.name IS 'Name of the closure.';
COMMENT ON COLUMN workings.school_closure.first_day IS 'First day closed.';
COMMENT ON COLUMN workings.school_closure.last_day IS 'Last day closed.';
