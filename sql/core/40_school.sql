-- Schools as the register (GIAS) describes them, with management information and the reports site for what it leaves open, and how they
-- were described over time.
-- Reads: parsed_school, gias_school, page, school_link, inspection_row.
-- Grain of school: one URN. Grain of school_history: one unchanged set of attributes.
CREATE TEMP TABLE series_newest AS
SELECT series, max(recency) AS recency FROM parsed_school GROUP BY series;

CREATE TEMP TABLE referenced_urn AS
SELECT urn FROM parsed_school
UNION
SELECT urn FROM school_link
UNION
SELECT urn_at_inspection FROM inspection_row;

-- The register holds colleges, offices and schools of other countries too, and every school that closed since 2002.
CREATE TEMP TABLE described_in_gias AS
SELECT g.*, o.as_at, o.recency
FROM gias_school AS g
JOIN document_order AS o USING (document_id)
WHERE g.urn IN (FROM referenced_urn)
    OR (g.is_ofsted_school AND g.status IN ('open', 'open_proposed_to_close'));

CREATE TEMP TABLE newest_gias AS
SELECT * FROM described_in_gias QUALIFY row_number() OVER (PARTITION BY urn ORDER BY recency DESC, row_number) = 1;

CREATE TEMP TABLE listed_school AS
SELECT
    s.urn, s.school_name, coalesce(s.phase, k.phase) AS phase, coalesce(s.type_of_education, k.type_of_education) AS type_of_education,
    coalesce(s.local_authority, k.local_authority) AS local_authority, coalesce(s.region, k.region) AS region,
    -- No trust is a statement, not a blank: only the newest list may speak.
    s.trust_uid, s.trust_name,
    coalesce(s.pupils, k.pupils) AS pupils, coalesce(s.postcode, k.postcode) AS postcode, coalesce(s.open_date, k.open_date) AS open_date,
    CASE WHEN n.recency IS NULL THEN 'not_listed' ELSE 'open' END AS status,
    s.document_id, 'row ' || s.row_number AS locator
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
LEFT JOIN series_newest AS n ON n.series = s.series AND n.recency = s.recency;

CREATE TEMP TABLE school_on_site AS
SELECT p.*
FROM page AS p
JOIN newest_page AS n ON n.urn = p.urn AND n.document_id = p.document_id;

INSERT INTO school BY NAME
SELECT
    urn,
    coalesce(l.lineage_id, urn) AS lineage_id,
    coalesce(g.school_name, m.school_name, p.school_name) AS name,
    -- Ofsted's phase, which the register does not have for special schools and alternative provision.
    coalesce(m.phase, p.phase, g.phase) AS phase,
    coalesce(g.type_of_education, m.type_of_education) AS type,
    coalesce(g.local_authority, m.local_authority, p.local_authority) AS local_authority,
    coalesce(m.region, p.region, g.region) AS region,
    CASE
        WHEN g.trust_known AND g.trust_name IS NULL THEN NULL
        WHEN g.trust_known AND g.trust_uid IS NULL AND lower(g.trust_name) = lower(m.trust_name) THEN m.trust_uid
        WHEN g.trust_known THEN coalesce(g.trust_uid, member.group_uid)
        WHEN m.urn IS NOT NULL THEN m.trust_uid
        ELSE p.trust_uid
    END AS trust_uid,
    CASE WHEN g.trust_known THEN g.trust_name WHEN m.urn IS NOT NULL THEN m.trust_name ELSE p.trust_name END AS trust_name,
    g.federation_name,
    g.in_federation,
    g.diocese,
    coalesce(g.pupils, m.pupils, p.pupils) AS pupils,
    coalesce(g.postcode, m.postcode, p.postcode) AS postcode,
    g.telephone AS switchboard,
    g.website,
    coalesce(g.open_date, m.open_date) AS open_date,
    g.close_date,
    coalesce(g.status, m.status, CASE p.status WHEN 'closed' THEN 'closed' WHEN 'proposed_to_open' THEN 'proposed_to_open' ELSE 'open' END)
        AS status,
    coalesce(g.document_id, m.document_id, p.document_id) AS document_id,
    coalesce('row ' || g.row_number, m.locator, 'header') AS locator
FROM newest_gias AS g
FULL JOIN listed_school AS m USING (urn)
FULL JOIN school_on_site AS p USING (urn)
LEFT JOIN lineage AS l USING (urn)
-- The file of memberships has the number of a trust that the extract only names.
LEFT JOIN (
    SELECT m.urn AS member_urn, m.group_name, min(m.group_uid) AS group_uid
    FROM gias_group AS m
    SEMI JOIN document_order USING (document_id)
    GROUP BY m.urn, m.group_name
) AS member ON member.member_urn = g.urn AND lower(member.group_name) = lower(g.trust_name)
ORDER BY urn;

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
    UNION ALL
    -- The register's words differ from the lists' (types, trusts): it speaks over time only of schools that no list has described.
    SELECT
        urn, school_name, phase, type_of_education, local_authority, region, trust_uid, trust_name, pupils, postcode, open_date, as_at,
        hash(school_name, phase, type_of_education, local_authority, region, trust_uid, trust_name, pupils, postcode, open_date)
    FROM described_in_gias
    WHERE as_at IS NOT NULL AND urn NOT IN (SELECT urn FROM parsed_school WHERE as_at IS NOT NULL)
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
