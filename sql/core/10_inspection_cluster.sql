-- Which parsed rows speak of the same inspection.
-- By inspection number first (the ITS prefix of older numbers is not always printed); the rows of one report file, its page's and its own,
-- share what either knows (staging: site_file). A row without a number joins a numbered
-- inspection of the same URN within three days only where exactly one of a compatible kind exists; otherwise rows without a number
-- join the earliest of their own that lies within three days. Two different numbers are never joined, and lineage is never a key.
-- Grain: one parsed inspection row (document_id, row_number, block). Readers: every later step of this folder.
CREATE TEMP TABLE unnumbered AS
SELECT DISTINCT urn_at_inspection, join_date, family
FROM parsed_inspection
WHERE number_key IS NULL;

CREATE TEMP TABLE unnumbered_match AS
SELECT u.urn_at_inspection, u.join_date, u.family, min(n.number_key) AS number_key
FROM unnumbered AS u
JOIN (
    SELECT DISTINCT number_key, urn_at_inspection, join_date, family
    FROM parsed_inspection
    WHERE number_key IS NOT NULL
) AS n
    ON n.urn_at_inspection = u.urn_at_inspection
    AND abs(n.join_date - u.join_date) <= 3
    AND (n.family = u.family OR n.family = 'unknown' OR u.family = 'unknown')
GROUP BY ALL
HAVING count(DISTINCT n.number_key) = 1;

-- An unnumbered row of unknown kind goes with the one known kind that is near it, if there is exactly one.
CREATE TEMP TABLE unnumbered_kind AS
SELECT
    u.urn_at_inspection, u.join_date, u.family,
    CASE WHEN u.family = 'unknown' AND count(DISTINCT near.family) = 1 THEN min(near.family) ELSE u.family END AS joined_family
FROM unnumbered AS u
LEFT JOIN unnumbered AS near
    ON near.urn_at_inspection = u.urn_at_inspection
    AND abs(near.join_date - u.join_date) <= 3
    AND near.family <> 'unknown'
GROUP BY u.urn_at_inspection, u.join_date, u.family;

CREATE TEMP TABLE unnumbered_anchor AS
SELECT u.urn_at_inspection, u.join_date, u.family, u.joined_family, min(other.join_date) AS anchor_date
FROM unnumbered_kind AS u
JOIN unnumbered_kind AS other
    ON other.urn_at_inspection = u.urn_at_inspection
    AND other.join_date BETWEEN u.join_date - 3 AND u.join_date
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
    AND m.join_date = p.join_date
    AND m.family = p.family
LEFT JOIN unnumbered_anchor AS a
    ON p.number_key IS NULL
    AND a.urn_at_inspection = p.urn_at_inspection
    AND a.join_date = p.join_date
    AND a.family = p.family;
