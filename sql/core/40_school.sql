-- Schools as the newest list describes them, and how the lists described them over time.
-- Reads: parsed_school.
-- Grain of school: one URN. Grain of school_history: one unchanged set of attributes.
CREATE TEMP TABLE series_newest AS
SELECT series, max(recency) AS recency FROM parsed_school GROUP BY series;

INSERT INTO school BY NAME
SELECT
    s.urn,
    coalesce(l.lineage_id, s.urn) AS lineage_id,
    s.school_name AS name,
    coalesce(s.phase, k.phase) AS phase,
    coalesce(s.type_of_education, k.type_of_education) AS type,
    coalesce(s.local_authority, k.local_authority) AS local_authority,
    coalesce(s.region, k.region) AS region,
    -- No trust is a statement, not a blank: only the newest list may speak.
    s.trust_uid,
    s.trust_name,
    coalesce(s.pupils, k.pupils) AS pupils,
    coalesce(s.postcode, k.postcode) AS postcode,
    coalesce(s.open_date, k.open_date) AS open_date,
    CASE WHEN n.recency IS NULL THEN 'not_listed' ELSE 'open' END AS status,
    s.document_id,
    'row ' || s.row_number AS locator
FROM (
    SELECT * FROM parsed_school QUALIFY row_number() OVER (PARTITION BY urn ORDER BY recency DESC, row_number) = 1
) AS s
JOIN (
    -- Known values that a newer list leaves blank.
    SELECT
        urn,
        arg_max(phase, recency) AS phase,
        arg_max(type_of_education, recency) AS type_of_education,
        arg_max(local_authority, recency) AS local_authority,
        arg_max(region, recency) AS region,
        arg_max(pupils, recency) AS pupils,
        arg_max(postcode, recency) AS postcode,
        arg_max(open_date, recency) AS open_date
    FROM parsed_school
    GROUP BY urn
) AS k USING (urn)
LEFT JOIN series_newest AS n ON n.series = s.series AND n.recency = s.recency
LEFT JOIN lineage AS l ON l.urn = s.urn
ORDER BY s.urn;

INSERT INTO school_history BY NAME
WITH described AS (
    SELECT
        urn, school_name AS name, phase, type_of_education AS type, local_authority, region, trust_uid, trust_name, pupils,
        postcode, open_date, as_at,
        hash(school_name, phase, type_of_education, local_authority, region, trust_uid, trust_name, pupils, postcode, open_date)
            AS attributes
    FROM parsed_school
    WHERE as_at IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY urn, as_at ORDER BY recency DESC, row_number) = 1
), changed AS (
    SELECT * FROM described
    QUALIFY lag(attributes) OVER (PARTITION BY urn ORDER BY as_at) IS DISTINCT FROM attributes
)
SELECT
    * EXCLUDE (as_at, attributes),
    as_at AS valid_from,
    lead(as_at) OVER (PARTITION BY urn ORDER BY as_at) AS valid_to
FROM changed
ORDER BY urn, valid_from;
