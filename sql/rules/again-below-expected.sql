-- id: again-below-expected
-- title: Needs attention or requires improvement in this report, and 3 or 4 in the graded report before
-- tier: 3
-- window_days: 60
-- effect: trigger
-- rationale: Two facts, each on its own scale, and nothing compared: a school that stays below expected. Never on the report with which
--   a school leaves a category, which is good news first.
-- source: DfE on schools that stay below good ("stuck" schools)
WITH now AS (
    SELECT
        j.event_id, j.inspection_id, min(j.document_id) AS document_id, string_agg(j.locator, '; ' ORDER BY j.area_title) AS locator,
        string_agg(j.area_title || ' ' || j.grade, ', ' ORDER BY j.area_title) AS areas
    FROM workings.event_judgement AS j
    JOIN workings.event AS e USING (event_id)
    LEFT JOIN workings.key_judgement AS k ON k.area = j.area
    WHERE e.kind = 'report'
        AND (j.grade = 'Needs attention' OR (j.grade = 'Requires improvement' AND k.area IS NOT NULL))
    GROUP BY j.event_id, j.inspection_id
), before AS (
    SELECT
        j.inspection_id, max(j.grade_rank) AS lowest,
        string_agg(coalesce(t.value, j.area) || ' ' || j.grade, ', ' ORDER BY t.value) AS areas
    FROM judgement AS j
    JOIN inspection AS i USING (inspection_id)
    SEMI JOIN workings.key_judgement AS k ON k.area = j.area
    LEFT JOIN workings.text AS t ON t.key = 'area.' || j.area
    WHERE i.framework <> 'report_card_2025' AND j.grade_rank IN (3, 4)
    GROUP BY j.inspection_id
), decided AS (
    SELECT
        now.*, before.areas AS areas_before, i.publication_date AS published_before,
        CASE
            WHEN p.inspection_id IS NULL THEN say('unknown.previous_report')
            WHEN e.category_known AND (e.category_of_concern IS NOT NULL OR (i.category_known AND i.category_of_concern IS NULL)) THEN NULL
            -- Only a report with a 4 placed a school in a category.
            WHEN before.lowest < 4 THEN NULL
            WHEN NOT e.category_known OR NOT i.category_known THEN say('unknown.left_category')
        END AS unknown,
        e.category_known AND e.category_of_concern IS NULL AND i.category_of_concern IS NOT NULL AS left_category
    FROM now
    JOIN workings.event AS e USING (event_id)
    LEFT JOIN workings.graded_before AS p ON p.inspection_id = now.inspection_id
    LEFT JOIN inspection AS i ON i.inspection_id = p.previous_inspection_id
    LEFT JOIN before ON before.inspection_id = p.previous_inspection_id
    WHERE p.inspection_id IS NULL OR before.inspection_id IS NOT NULL
)
SELECT
    event_id,
    CASE WHEN unknown IS NULL THEN
        format(
            say('evidence.again-below-expected.facts'), areas, areas_before, coalesce(in_words(published_before), say('list.not_known'))
        )
    END AS evidence,
    document_id,
    locator,
    unknown
FROM decided
WHERE left_category IS NOT true
