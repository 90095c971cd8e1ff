-- How much the warehouse knows. Grain: one row.
SELECT
    (SELECT count(*) FROM school) AS schools,
    (SELECT count(*) FROM inspection) AS inspections,
    (SELECT count(*) FROM judgement WHERE status = 'graded') AS grades,
    (SELECT count(*) FROM inspection WHERE known_from = (SELECT as_of FROM build)) AS new_inspections,
    (SELECT count(*) FROM rejected_row) AS rejected_rows,
    (SELECT count(*) FROM awaiting_reading) AS awaiting_reading,
    (SELECT count(*) FROM finding WHERE severity = 'warning') AS findings;
