-- id: steep-fall
-- title: A judgement fell by two or more grades, or from 1 or 2 to 4, on a comparable scale
-- tier: 1
-- window_days: 90
-- effect: trigger
-- rationale: The fall, not the grade, is what retention figures follow. Only comparable scales count; where no overall grade is given
--   a key judgement of 4 is taken as a floor.
-- source: NFER on head teacher retention
WITH fall AS (
    SELECT
        j.event_id, c.area, c.via_predecessor, c.comparability, j.document_id, j.locator,
        format(say('evidence.steep-fall.change'), j.area_title, c.previous_grade, c.grade) AS change
    FROM workings.event_judgement AS j
    JOIN judgement_change AS c USING (inspection_id, area, grading_no)
    WHERE c.comparability IN ('same_scale', 'legacy_scale')
        AND c.direction = 'worse'
        AND j.area <> 'safeguarding'
        AND c.grade_rank - c.previous_grade_rank >= threshold_of('steep_fall_grades')
    UNION ALL
    SELECT
        e.event_id, c.area, c.via_predecessor, c.comparability, four.document_id, four.locator,
        format(say('evidence.steep-fall.floor'), c.previous_grade, four.areas)
    FROM workings.event AS e
    JOIN judgement_change AS c ON c.inspection_id = e.inspection_id AND c.comparability = 'derived_floor' AND c.direction = 'worse'
    JOIN (
        SELECT
            j.event_id, min(j.document_id) AS document_id, string_agg(j.locator, '; ' ORDER BY j.area_title) AS locator,
            string_agg(j.area_title, ', ' ORDER BY j.area_title) AS areas
        FROM workings.event_judgement AS j
        SEMI JOIN workings.key_judgement AS k USING (area)
        WHERE j.grade_rank = 4
        GROUP BY j.event_id
    ) AS four USING (event_id)
    WHERE e.kind = 'report' AND c.previous_grade_rank IN (1, 2)
), undecided AS (
    -- A fall of two grades ends at 3 or below; without the report before it cannot be told.
    SELECT DISTINCT j.event_id
    FROM workings.event_judgement AS j
    JOIN workings.event AS e USING (event_id)
    ANTI JOIN workings.graded_before AS p ON p.inspection_id = j.inspection_id
    WHERE e.kind = 'report' AND e.inspection_kind = 'graded' AND j.below_expected AND j.area <> 'safeguarding'
)
SELECT
    event_id,
    string_agg(change, '; ' ORDER BY change)
        || CASE WHEN bool_or(comparability = 'legacy_scale') THEN say('evidence.steep-fall.legacy') ELSE '' END
        || CASE WHEN bool_or(via_predecessor) THEN say('evidence.steep-fall.predecessor') ELSE '' END
        || '.' AS evidence,
    min(document_id) AS document_id,
    string_agg(DISTINCT locator, '; ' ORDER BY locator) AS locator,
    NULL AS unknown
FROM fall
GROUP BY event_id
UNION ALL
SELECT event_id, NULL, NULL, NULL, say('unknown.previous_report') FROM undecided
