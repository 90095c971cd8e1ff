-- published_by_authority
-- Grain: one month, local authority and phase with any school or inspection. Readers: published_by_month, analysts.
CREATE VIEW published_by_authority AS
WITH open_period AS (
    -- As long as one set of attributes stood and the school was open.
    SELECT
        h.local_authority, h.phase,
        greatest(h.valid_from, coalesce(s.open_date, h.valid_from)) AS first_day,
        least(coalesce(h.valid_to, DATE '9999-12-31'), coalesce(s.close_date, DATE '9999-12-31')) AS next_day
    FROM school_history AS h
    JOIN school AS s USING (urn)
    WHERE s.status NOT IN ('not_listed', 'proposed_to_open') AND (s.status <> 'closed' OR s.close_date IS NOT NULL)
), movement AS (
    SELECT date_trunc('month', day)::DATE AS month, local_authority, phase, sum(schools) AS schools
    FROM (
        SELECT first_day AS day, local_authority, phase, 1 AS schools FROM open_period WHERE first_day < next_day
        UNION ALL
        SELECT next_day, local_authority, phase, -1 FROM open_period WHERE first_day < next_day
    )
    CROSS JOIN build AS b
    WHERE day <= b.as_of
    GROUP BY ALL
), place AS (
    SELECT local_authority, phase, min(month) AS first_month FROM movement GROUP BY ALL
), month_of_place AS (
    SELECT p.local_authority, p.phase, months.month::DATE AS month
    FROM place AS p
    CROSS JOIN build AS b
    CROSS JOIN LATERAL generate_series(p.first_month::TIMESTAMP, b.as_of::TIMESTAMP, INTERVAL 1 MONTH) AS months (month)
), stock AS (
    SELECT
        g.month, g.local_authority, g.phase,
        sum(m.schools) OVER (PARTITION BY g.local_authority, g.phase ORDER BY g.month) AS schools_open
    FROM month_of_place AS g
    LEFT JOIN movement AS m
        ON m.month = g.month AND m.local_authority IS NOT DISTINCT FROM g.local_authority AND m.phase IS NOT DISTINCT FROM g.phase
), published AS (
    SELECT
        date_trunc('month', publication_date)::DATE AS month, local_authority, phase,
        count(*) AS inspections,
        count(*) FILTER (kind = 'report_card') AS report_cards,
        count(*) FILTER (kind = 'graded') AS graded,
        count(*) FILTER (kind = 'ungraded') AS ungraded
    FROM inspected_school
    WHERE publication_date IS NOT NULL
    GROUP BY ALL
), both_counted AS (
    SELECT month, local_authority, phase, schools_open, 0 AS inspections, 0 AS report_cards, 0 AS graded, 0 AS ungraded
    FROM stock
    WHERE schools_open > 0
    UNION ALL
    SELECT month, local_authority, phase, 0, inspections, report_cards, graded, ungraded FROM published
)
SELECT
    month, local_authority, phase,
    sum(inspections)::BIGINT AS inspections_published,
    sum(report_cards)::BIGINT AS report_cards,
    sum(graded)::BIGINT AS graded,
    sum(ungraded)::BIGINT AS ungraded,
    sum(inspections - report_cards - graded - ungraded)::BIGINT AS others,
    -- A month before the first list has no number, which is not 0.
    CASE WHEN month >= (SELECT date_trunc('month', min(valid_from)) FROM school_history) THEN sum(schools_open)::BIGINT END AS schools_open
FROM both_counted
GROUP BY month, local_authority, phase;
COMMENT ON VIEW published_by_authority IS 'What to divide by, place by place: inspections published and schools open, by month, local authority and phase. One row for each; counts of inspections add up over everything, schools over places only. Schools of every kind that the lists or the register describe, independent ones too. Months before the first list of this archive are incomplete, the more so the longer ago, and of no known place.';
COMMENT ON COLUMN published_by_authority.month IS 'First day of the month; the last is the month of the build and not over.';
COMMENT ON COLUMN published_by_authority.local_authority IS 'Local authority: of a school at the end of the month, of an inspection on its first day (inspected_school). NULL: no list of then names the school.';
COMMENT ON COLUMN published_by_authority.phase IS 'Ofsted phase then, as published: PRU until 2025, Alternative provision since. NULL: not known.';
COMMENT ON COLUMN published_by_authority.inspections_published IS 'Inspections known to have been published in it, of all kinds.';
COMMENT ON COLUMN published_by_authority.report_cards IS 'Report cards among them.';
COMMENT ON COLUMN published_by_authority.graded IS 'Graded inspections of earlier frameworks.';
COMMENT ON COLUMN published_by_authority.ungraded IS 'Ungraded inspections.';
COMMENT ON COLUMN published_by_authority.others IS 'Monitoring and other kinds.';
COMMENT ON COLUMN published_by_authority.schools_open IS 'Schools open on its last day, or on the day of the build; NULL before the first list. A school counts from the first list that names it to its closing day; one that has left the lists, or is closed, and has no closing date is left out.';
