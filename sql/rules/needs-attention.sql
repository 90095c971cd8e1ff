-- id: needs-attention
-- title: One or two areas are at Needs attention, leadership not among them
-- tier: 3
-- window_days: 30
-- effect: trigger
-- rationale: Monitoring follows any Needs attention, though Ofsted calls it no fail.
-- source: Ofsted monitoring operating guide
SELECT
    j.event_id,
    CASE WHEN count(*) FILTER (j.grade = 'Needs attention') > 0 THEN format(
        say('evidence.needs-attention.areas'), string_agg(j.area_title, ', ' ORDER BY j.area_title) FILTER (j.grade = 'Needs attention')
    ) END AS evidence,
    min(j.document_id) FILTER (j.grade = 'Needs attention') AS document_id,
    string_agg(j.locator, '; ' ORDER BY j.area_title) FILTER (j.grade = 'Needs attention') AS locator,
    CASE WHEN count(*) FILTER (j.grade = 'Needs attention') = 0 THEN format(
        say('unknown.grade'), string_agg(j.area_title, ', ' ORDER BY j.area_title)
    ) END AS unknown
FROM workings.event_judgement AS j
JOIN workings.event AS e USING (event_id)
WHERE e.framework = 'report_card_2025'
    AND (j.grade = 'Needs attention' OR (j.status = 'unknown' AND j.area <> 'safeguarding'))
GROUP BY j.event_id
HAVING count(*) FILTER (j.grade = 'Needs attention') < threshold_of('many_needs_attention')
    AND NOT bool_or(coalesce(j.grade = 'Needs attention' AND j.area = 'leadership_and_governance', false))
