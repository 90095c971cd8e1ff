-- History is told of known schools only.
-- reads: school_history, school
SELECT DISTINCT history.urn
FROM school_history AS history
ANTI JOIN school AS known USING (urn)
