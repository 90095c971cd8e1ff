-- What was looked at for the schools of some areas, where nothing is open. Grain: one row. Parameters: $regions, $local_authorities,
-- $trusts: lists that are empty where a person covers all of England; $left_out, URNs. Columns: schools that are open; the newest night on
-- which a school of these came on the list; reports published in the last thirty days, and the newest one. Reader: desk.
WITH covered AS (
    SELECT urn, status
    FROM school
    WHERE (
            len($regions::VARCHAR[]) + len($local_authorities::VARCHAR[]) + len($trusts::VARCHAR[]) = 0
            OR list_contains($regions::VARCHAR[], region)
            OR list_contains($local_authorities::VARCHAR[], local_authority)
            OR list_contains($trusts::VARCHAR[], trust_uid)
        )
        AND NOT list_contains($left_out::INTEGER[], urn)
), flagged AS (
    SELECT max(e.event_on) AS last_flag_on
    FROM flag_event AS e
    JOIN welfare_flag AS f USING (flag_id)
    SEMI JOIN covered ON covered.urn = f.urn
    WHERE e.event IN ('raised', 'reopened') AND f.tier < 4
), published AS (
    SELECT
        count(*) FILTER (i.publication_date > b.as_of - 30) AS reports_in_thirty_days,
        max(i.publication_date) AS last_report_on
    FROM inspection AS i
    CROSS JOIN build AS b
    SEMI JOIN covered ON covered.urn = i.urn_at_inspection
)
SELECT (SELECT count(*) FROM covered WHERE status IS DISTINCT FROM 'closed') AS schools, flagged.*, published.*
FROM flagged
CROSS JOIN published;
