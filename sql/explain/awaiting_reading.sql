-- How many reports the program could not read with certainty, so that a person has to. Grain: one row. Reader: flags.
SELECT count(*) AS reports
FROM awaiting_reading;
