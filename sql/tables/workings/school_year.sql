-- school_year
-- Grain: one school year. Readers: calendar.
CREATE TABLE workings.school_year (
    name      VARCHAR PRIMARY KEY,
    first_day DATE NOT NULL,
    last_day  DATE NOT NULL
);
COMMENT ON TABLE workings.school_year IS 'School years whose term dates are configured, from reference/thresholds.toml. Key: name.';
COMMENT ON COLUMN workings.school_year.name IS 'For example 2025/26.';
COMMENT ON COLUMN workings.school_year.first_day IS 'First day.';
COMMENT ON COLUMN workings.school_year.last_day IS 'Last day.';
