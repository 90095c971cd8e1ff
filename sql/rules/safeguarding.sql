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
        WHEN other.event_id IS NULL THEN format(
            say('evidence.safeguarding.only'),
            CASE s.grade WHEN 'Not met' THEN 'Not met' ELSE 'not effective' END,
            CASE e.framework WHEN 'report_card_2025' THEN 'Expected standard' ELSE 'good' END
        )
        ELSE format(say('evidence.safeguarding.with_others'), CASE s.grade WHEN 'Not met' THEN 'Not met' ELSE 'not effective' END)
    END AS evidence,
    s.document_id,
    s.locator,
    CASE WHEN NOT s.below_expected THEN say('unknown.safeguarding') END AS unknown
FROM workings.event_judgement AS s
JOIN workings.event AS e USING (event_id)
LEFT JOIN (
    -- Overall effectiveness follows from safeguarding and says nothing more.
    SELECT DISTINCT event_id
    FROM workings.event_judgement
    WHERE below_expected
        AND area NOT IN ('safeguarding', 'leadership_and_management', 'leadership_and_governance', 'overall_effectiveness')
) AS other ON other.event_id = s.event_id
WHERE s.area = 'safeguarding'
    AND (s.below_expected OR s.status IN ('unknown', 'insufficient_evidence'))
