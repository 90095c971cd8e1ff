-- What each document said of each inspection, one row per unchanged value.
-- Grain of source_claim: inspection_id, area, attribute, source, document_id.
CREATE TEMP TYPE claimed_attribute AS ENUM (
    SELECT attribute
    FROM (
        SELECT unnest([
            'inspection_number', 'kind', 'urn_at_inspection', 'inspection_start_date', 'inspection_end_date', 'publication_date',
            'category_of_concern', 'outcome', 'grade'
        ]) AS attribute
        UNION
        SELECT 'grade@' || regraded_on FROM regrading
    )
    ORDER BY attribute
);

CREATE TEMP TABLE claim AS
WITH spoken AS (
    -- A document may show one inspection in several rows or columns: its row of most authority speaks for it.
    SELECT
        inspection_id, source::judged_by AS source, recency, known_from,
        arg_max(inspection_number, authority) AS inspection_number,
        arg_max(kind, authority) AS kind,
        arg_max(urn_at_inspection::VARCHAR, authority) AS urn_at_inspection,
        arg_max(inspection_start_date::VARCHAR, authority) AS inspection_start_date,
        arg_max(inspection_end_date::VARCHAR, authority) AS inspection_end_date,
        arg_max(publication_date::VARCHAR, authority) AS publication_date,
        arg_max(coalesce(category_of_concern, 'none'), authority) FILTER (category_known) AS category_of_concern,
        arg_max(outcome, authority) AS outcome
    FROM inspection_row
    GROUP BY ALL
)
UNPIVOT spoken
ON inspection_number, kind, urn_at_inspection, inspection_start_date, inspection_end_date, publication_date,
   category_of_concern, outcome
INTO NAME attribute VALUE value;

-- Nearly all values never change. What one aggregate can settle is written as it is; only the rest is laid out in time.
CREATE TEMP TABLE claim_span AS
SELECT
    inspection_id, attribute::claimed_attribute AS attribute, source,
    min(value) = max(value) AS has_one_value,
    min(value) AS value, min(recency) AS recency, min(known_from) AS known_from
FROM claim
GROUP BY inspection_id, attribute, source;

CREATE TEMP TABLE claim_in_time AS
SELECT claim.inspection_id, NULL::judged_area AS area, attribute::claimed_attribute AS attribute, value, source, recency, known_from
FROM claim
SEMI JOIN (FROM claim_span WHERE NOT has_one_value) AS span USING (inspection_id, attribute, source)
UNION ALL
SELECT
    r.inspection_id, r.area,
    ('grade' || coalesce('@' || r.regraded_on, ''))::claimed_attribute AS attribute,
    arg_max(coalesce(r.grade, r.status), r.weight) AS value,
    r.source, r.recency, r.known_from
FROM judgement_row AS r
JOIN grading AS g
    ON g.inspection_id = r.inspection_id AND g.area = r.area AND g.regraded_on IS NOT DISTINCT FROM r.regraded_on
WHERE NOT (g.has_one_value AND g.has_one_source)
GROUP BY ALL;

INSERT INTO source_claim BY NAME
SELECT
    said.inspection_id, said.area, said.attribute, said.value, said.source, first.document_id, said.known_from, said.known_to
FROM (
    SELECT inspection_id, NULL::judged_area AS area, attribute, value, source, recency, known_from, NULL::DATE AS known_to
    FROM claim_span
    WHERE has_one_value
    UNION ALL
    SELECT
        inspection_id, area, ('grade' || coalesce('@' || regraded_on, ''))::claimed_attribute AS attribute,
        coalesce(grade, status) AS value, source, first_recency AS recency, known_from, NULL::DATE AS known_to
    FROM grading
    WHERE has_one_value AND has_one_source
    UNION ALL
    -- An older document can be fetched after a newer one. A value is known from the first night of all documents that give it in
    -- one stretch; where a newer document had already said otherwise by then, it was never the source's last word, and ends as it
    -- begins.
    SELECT
        inspection_id, area, attribute, value, source, recency, known_from,
        CASE WHEN lead(known_from) OVER claims_in_time IS NOT NULL
            THEN greatest(known_from, lead(known_from) OVER claims_in_time) END AS known_to
    FROM (
        SELECT
            inspection_id, area, attribute, source, stretch,
            any_value(value) AS value, min(recency) AS recency, min(known_from) AS known_from
        FROM (
            SELECT *, count_if(turns) OVER (PARTITION BY inspection_id, area, attribute, source ORDER BY recency) AS stretch
            FROM (
                SELECT
                    *,
                    lag(value) OVER (PARTITION BY inspection_id, area, attribute, source ORDER BY recency)
                        IS DISTINCT FROM value AS turns
                FROM claim_in_time
            )
        )
        GROUP BY inspection_id, area, attribute, source, stretch
    )
    WINDOW claims_in_time AS (PARTITION BY inspection_id, area, attribute, source ORDER BY stretch)
) AS said
JOIN document_order AS first ON first.recency = said.recency
JOIN inspection AS i ON i.inspection_id = said.inspection_id
-- The rows of inspection stand in the order of their ids.
ORDER BY i.rowid, said.area, said.attribute, said.source, said.known_from, said.recency;
