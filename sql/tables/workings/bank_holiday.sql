-- bank_holiday
-- Grain: one day. Readers: calendar.
CREATE TABLE workings.bank_holiday (
    day  DATE PRIMARY KEY,
    name VARCHAR NOT NULL
);
COMMENT ON TABLE workings.bank_holiday IS 'Bank holidays in England, from the holidays package. Key: day.';
COMMENT ON COLUMN workings.bank_holiday.day IS 'Day.';
COMMENT ON COLUMN workings.bank_holiday.name IS 'Name of the holiday.';
