-- id: slow-publication
-- title: Published more than 30 working days, school holidays excluded, after the inspection
-- tier: none
-- window_days: none
-- effect: shown
-- rationale: Leaders have known, and had to stay silent, for so long. Too common to lift a tier.
-- source: Prevention of Future Deaths report, December 2023
SELECT
    event_id,
    CASE WHEN days_known THEN format(say('evidence.slow-publication.fact'), school_days) END AS evidence,
    document_id,
    locator,
    CASE WHEN NOT days_known THEN say('unknown.inspection_dates') END AS unknown
FROM (
    SELECT
        e.event_id, e.document_id, e.locator,
        published.open_day_no - inspected.open_day_no AS school_days,
        -- Without term dates holidays cannot be left out, and a count with them in would be too high.
        published.is_school_day IS NOT NULL AND inspected.is_school_day IS NOT NULL AND e.event_on_known AS days_known
    FROM workings.event AS e
    SEMI JOIN workings.flag_candidate AS c USING (event_id)
    LEFT JOIN calendar AS inspected ON inspected.day = e.inspection_end_date
    LEFT JOIN calendar AS published ON published.day = e.event_on
    WHERE e.kind <> 'regrading'
)
WHERE NOT days_known OR school_days > threshold_of('slow_publication_days')
