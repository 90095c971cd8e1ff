-- Which parsed rows speak of the same inspection.
-- By inspection number first (the ITS prefix of older numbers is not always printed). A row without a number joins a numbered
-- inspection of the same URN within three days only where exactly one of a compatible kind exists; otherwise rows without a number
-- join the earliest of their own that lies within three days. Two different numbers are never joined, and lineage is never a key.
-- Grain: one parsed inspection row (document_id, row_number, block). Readers: every later step of this folder.
CREATE TEMP TABLE unnumbered AS
SELECT DISTINCT urn_at_inspection, inspection_start_date, family
FROM parsed_inspection
WHERE number_key IS NULL;

CREATE TEMP TABLE unnumbered_match AS
SELECT u.urn_at_inspection, u.inspection_start_date, u.family, min(n.number_key) AS number_key
FROM unnumbered AS u
JOIN (
    SELECT DISTINCT number_key, urn_at_inspection, inspection_start_date, family
    FROM parsed_inspection
    WHERE number_key IS NOT NULL
) AS n
    ON n.urn_at_inspection = u.urn_at_inspection
    AND abs(n.inspection_start_date - u.inspection_start_date) <= 3
    AND (n.family = u.family OR n.family = 'unknown' OR u.family = 'unknown')
GROUP BY ALL
HAVING count(DISTINCT n.number_key) = 1;

-- An unnumbered row of unknown kind goes with the one known kind that is near it, if there is exactly one.
CREATE TEMP TABLE unnumbered_kind AS
SELECT
    u.urn_at_inspection, u.inspection_start_date, u.family,
    CASE WHEN u.family = 'unknown' AND count(DISTINCT near.family) = 1 THEN min(near.family) ELSE u.family END AS joined_family
FROM unnumbered AS u
LEFT JOIN unnumbered AS near
    ON near.urn_at_inspection = u.urn_at_inspection
    AND abs(near.inspection_start_date - u.inspection_start_date) <= 3
    AND near.family <> 'unknown'
GROUP BY u.urn_at_inspection, u.inspection_start_date, u.family;

CREATE TEMP TABLE unnumbered_anchor AS
SELECT u.urn_at_inspection, u.inspection_start_date, u.family, u.joined_family, min(other.inspection_start_date) AS anchor_date
FROM unnumbered_kind AS u
JOIN unnumbered_kind AS other
    ON other.urn_at_inspection = u.urn_at_inspection
    AND other.inspection_start_date BETWEEN u.inspection_start_date - 3 AND u.inspection_start_date
    AND other.joined_family = u.joined_family
GROUP BY ALL;

CREATE TEMP TABLE clustered AS
SELECT
    p.*,
    CASE
        WHEN p.number_key IS NOT NULL THEN 'number:' || p.number_key
        WHEN m.number_key IS NOT NULL THEN 'number:' || m.number_key
        ELSE 'urn_date:' || p.urn_at_inspection || ':' || a.anchor_date || ':' || a.joined_family
    END AS cluster
FROM parsed_inspection AS p
LEFT JOIN unnumbered_match AS m
    ON p.number_key IS NULL
    AND m.urn_at_inspection = p.urn_at_inspection
    AND m.inspection_start_date = p.inspection_start_date
    AND m.family = p.family
LEFT JOIN unnumbered_anchor AS a
    ON p.number_key IS NULL
    AND a.urn_at_inspection = p.urn_at_inspection
    AND a.inspection_start_date = p.inspection_start_date
    AND a.family = p.family;
