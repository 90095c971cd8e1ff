-- id: safeguarding
-- title: Safeguarding is Not met, or not effective
-- tier: 1
-- window_days: 90
-- effect: trigger
-- rationale: A safeguarding judgement alone can bring the gravest label. Said apart where nothing else, leadership excepted, is below
--   Expected standard or good, because the officer's first words differ.
-- source: Prevention of Future Deaths report, December 2023
SELECT
    s.event_id,
    CASE
        WHEN NOT s.below_expected THEN NULL
        WHEN other.below THEN format(say('evidence.safeguarding.with_others'), s.said)
        WHEN other.not_stated IS NOT NULL THEN format(say('evidence.safeguarding.others_not_stated'), s.said, s.expected, other.not_stated)
        ELSE format(say('evidence.safeguarding.only'), s.said, s.expected)
    END AS evidence,
    s.document_id,
    s.locator,
    CASE WHEN NOT s.below_expected THEN say('unknown.safeguarding') END AS unknown
FROM (
    SELECT
        j.*,
        CASE j.grade WHEN 'Not met' THEN 'Not met' ELSE 'not effective' END AS said,
        CASE e.framework WHEN 'report_card_2025' THEN 'Expected standard' ELSE 'good' END AS expected
    FROM workings.event_judgement AS j
    JOIN workings.event AS e USING (event_id)
    WHERE j.area = 'safeguarding'
) AS s
LEFT JOIN (
    -- Overall effectiveness follows from safeguarding and says nothing more.
    SELECT
        event_id, bool_or(below_expected) AS below,
        string_agg(area_title, ', ' ORDER BY area_title) FILTER (status = 'unknown') AS not_stated
    FROM workings.event_judgement
    WHERE area NOT IN ('safeguarding', 'leadership_and_management', 'leadership_and_governance', 'overall_effectiveness')
    GROUP BY event_id
) AS other ON other.event_id = s.event_id
WHERE (s.below_expected OR s.status IN ('unknown', 'insufficient_evidence'))
