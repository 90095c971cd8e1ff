-- How a school is reached, as the register says. Grain: one row, or none. Parameter: $urn. Reader: desk.
SELECT urn, switchboard, website, open_date, close_date, diocese, federation_name
FROM school
WHERE urn = $urn;
