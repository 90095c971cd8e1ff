-- id: significant-improvement
-- title: The report places, or keeps, the school in requires significant improvement, serious weaknesses or notice to improve
-- tier: 1
-- window_days: 90
-- effect: trigger
-- rationale: A statutory category of concern. Leaders are most likely to leave in the first year after it; each monitoring report on
--   it brings the flag back, until a year after publication.
-- source: Education Act 2005 s.44; NFER on head teacher retention
SELECT
    e.event_id,
    CASE
        WHEN NOT e.category_known THEN NULL
        WHEN c.direction = 'same' AND c.previous_grade = c.grade
            THEN format(say('evidence.significant-improvement.remains'), in_words(e.event_on), lower(e.category_title))
        WHEN c.direction = 'worse' AND c.previous_grade IS NULL
            THEN format(say('evidence.significant-improvement.enters'), in_words(e.event_on), lower(e.category_title))
        WHEN c.direction IN ('worse', 'better', 'same')
            THEN format(say('evidence.significant-improvement.moves'), in_words(e.event_on), lower(e.category_title), lower(was.value))
        ELSE format(say('evidence.significant-improvement.placed'), in_words(e.event_on), lower(e.category_title))
    END AS evidence,
    e.document_id,
    e.locator,
    CASE WHEN NOT e.category_known THEN say('unknown.category') END AS unknown
FROM workings.event AS e
LEFT JOIN judgement_change AS c ON c.inspection_id = e.inspection_id AND c.area = 'category_of_concern'
LEFT JOIN workings.text AS was ON was.key = 'category.' || c.previous_grade
WHERE e.kind = 'report'
    AND e.inspection_kind IN ('graded', 'report_card')
    -- Categories of concern are statutory for state-funded schools; independent schools have none.
    AND (
        e.category_of_concern IN ('requires_significant_improvement', 'serious_weaknesses', 'notice_to_improve')
        OR (NOT e.category_known AND coalesce(e.school_type, '') NOT ILIKE '%independent%')
    )
