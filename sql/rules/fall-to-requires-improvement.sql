-- id: fall-to-requires-improvement
-- title: Overall effectiveness or a key judgement fell to Requires improvement on a comparable scale
-- tier: 2
-- window_days: 60
-- effect: trigger
-- rationale: A published fall that is not a category of concern still changes how a school is seen and inspected.
-- source: Education inspection framework
SELECT
    j.event_id,
    CASE WHEN count(c.inspection_id) > 0 THEN
        string_agg(
            format(say('evidence.fall-to-requires-improvement.change'), j.area_title, c.previous_grade), '; ' ORDER BY j.area_title
        ) FILTER (c.inspection_id IS NOT NULL)
        || CASE WHEN bool_or(c.comparability = 'legacy_scale') THEN say('evidence.steep-fall.legacy') ELSE '' END
        || CASE WHEN bool_or(c.via_predecessor) THEN say('evidence.steep-fall.predecessor') ELSE '' END
        || '.'
    END AS evidence,
    min(j.document_id) FILTER (c.inspection_id IS NOT NULL) AS document_id,
    string_agg(j.locator, '; ' ORDER BY j.area_title) FILTER (c.inspection_id IS NOT NULL) AS locator,
    CASE WHEN count(c.inspection_id) = 0 THEN say('unknown.previous_report') END AS unknown
FROM workings.event_judgement AS j
JOIN workings.event AS e USING (event_id)
SEMI JOIN workings.key_judgement AS k ON k.area = j.area
LEFT JOIN judgement_change AS c
    ON c.inspection_id = j.inspection_id
    AND c.area = j.area
    AND c.grading_no = j.grading_no
    AND c.direction = 'worse'
    AND c.comparability IN ('same_scale', 'legacy_scale')
LEFT JOIN workings.graded_before AS p ON p.inspection_id = j.inspection_id
WHERE j.grade = 'Requires improvement'
    AND (c.inspection_id IS NOT NULL OR (p.inspection_id IS NULL AND e.kind = 'report'))
GROUP BY j.event_id
