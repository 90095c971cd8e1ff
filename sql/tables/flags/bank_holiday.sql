-- bank_holiday
-- Grain: one day. Readers: calendar.
CREATE TABLE bank_holiday (
    day  DATE PRIMARY KEY,
    name VARCHAR NOT NULL
);
COMMENT ON TABLE bank_holiday IS 'Bank holidays in England, from the holidays package. Key: day.';
COMMENT ON COLUMN bank_holiday.day IS 'Day.';
COMMENT ON COLUMN bank_holiday.name IS 'Name of the holiday.';
