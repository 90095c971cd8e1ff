-- id: many-needs-attention
-- title: Three or more areas are at Needs attention
-- tier: 2
-- window_days: 60
-- effect: trigger
-- rationale: The volume of work that follows. The number of areas is configurable.
-- source: Welfare ruleset 1.0.0: volume
SELECT
    event_id,
    CASE WHEN count(*) FILTER (grade = 'Needs attention') >= threshold_of('many_needs_attention') THEN format(
        say('evidence.many-needs-attention.areas'), count(*) FILTER (grade = 'Needs attention'),
        string_agg(area_title, ', ' ORDER BY area_title) FILTER (grade = 'Needs attention')
    ) END AS evidence,
    min(document_id) FILTER (grade = 'Needs attention') AS document_id,
    string_agg(locator, '; ' ORDER BY area_title) FILTER (grade = 'Needs attention') AS locator,
    CASE WHEN count(*) FILTER (grade = 'Needs attention') < threshold_of('many_needs_attention') THEN format(
        say('unknown.grade'), string_agg(area_title, ', ' ORDER BY area_title) FILTER (status = 'unknown')
    ) END AS unknown
FROM workings.event_judgement
WHERE grade = 'Needs attention' OR (status = 'unknown' AND area <> 'safeguarding')
GROUP BY event_id
-- Undecided only where the areas that are not stated could make up the number.
HAVING count(*) FILTER (grade = 'Needs attention') > 0 AND count(*) >= threshold_of('many_needs_attention')
