-- A lineage is named by its smallest URN: a school in a lineage named by a later one was joined wrongly.
-- reads: school
SELECT urn, lineage_id
FROM school
WHERE lineage_id > urn
