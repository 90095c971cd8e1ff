-- calendar
-- Grain: one day, from 2005 to two years after the as-of date. Readers: deadlines, slow-publication, desk.
CREATE TABLE calendar (
    day            DATE PRIMARY KEY,
    is_working_day BOOLEAN NOT NULL,
    is_school_day  BOOLEAN,
    bank_holiday   VARCHAR,
    closure        VARCHAR,
    working_day_no INTEGER NOT NULL,
    open_day_no    INTEGER NOT NULL
);
COMMENT ON TABLE calendar IS 'Working days and school days in England, by which deadlines and publication lags are counted. Key: day.';
COMMENT ON COLUMN calendar.day IS 'Day.';
COMMENT ON COLUMN calendar.is_working_day IS 'Monday to Friday and no bank holiday in England.';
COMMENT ON COLUMN calendar.is_school_day IS 'Working day outside the configured school holidays; NULL where no term dates are configured.';
COMMENT ON COLUMN calendar.bank_holiday IS 'Name of the bank holiday, if it is one.';
COMMENT ON COLUMN calendar.closure IS 'Name of the school holiday, if the day lies in one.';
COMMENT ON COLUMN calendar.working_day_no IS 'Working days since the first day of this table, this one included.';
COMMENT ON COLUMN calendar.open_day_no IS 'The same without school holidays; where no term dates are configured every working day counts.';
