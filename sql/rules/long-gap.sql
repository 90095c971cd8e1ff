-- id: long-gap
-- title: No graded or ungraded inspection for ten years before
-- tier: none
-- window_days: none
-- effect: modifier
-- rationale: In the case that began this work thirteen years lay between the inspections. Lifts tier 3 to tier 2, nothing else.
-- source: Prevention of Future Deaths report, December 2023: the case
SELECT
    event_id,
    CASE WHEN before IS NOT NULL THEN
        format(say('evidence.long-gap.fact'), in_words(before), date_sub('year', before, inspection_start_date))
    END AS evidence,
    document_id,
    locator,
    CASE WHEN before IS NULL THEN say('unknown.earlier_inspection') END AS unknown
FROM (
    SELECT
        event_id, inspection_start_date, document_id, locator,
        lag(inspection_start_date) OVER (PARTITION BY lineage_id ORDER BY inspection_start_date, event_id) AS before
    FROM workings.event
    WHERE kind = 'report' AND inspection_kind IN ('graded', 'report_card', 'ungraded', 'short')
)
WHERE before IS NULL OR before + to_years(threshold_of('long_gap_years')) <= inspection_start_date
