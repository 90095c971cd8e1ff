-- Every school by which it may be found, closed ones too. Grain: one school. Reader: the search of the desk.
SELECT urn, name, phase, local_authority, region, trust_uid, trust_name, postcode, status
FROM school
ORDER BY name, urn;
