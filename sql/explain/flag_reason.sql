-- Every rule on one flag: its evidence, the published values that the evidence rests on, and the document, row and column of each.
-- Grain: one rule. Parameter: $flag_id. Reader: explain.
WITH reason AS (
    SELECT r.*, f.inspection_id
    FROM flag_reason AS r
    JOIN welfare_flag AS f USING (flag_id)
    WHERE r.flag_id = $flag_id
), place AS (
    SELECT rule_id, document_id, inspection_id, unnest(string_split(locator, '; ')) AS locator
    FROM reason
), quoted AS (
    SELECT p.rule_id, coalesce(t.value, j.area) AS what, coalesce(j.grade, j.status) AS value, p.locator
    FROM place AS p
    JOIN judgement AS j ON j.document_id = p.document_id AND j.locator = p.locator
    LEFT JOIN workings.text AS t ON t.key = 'area.' || j.area
    UNION ALL
    SELECT p.rule_id, 'Category of concern', coalesce(t.value, i.category_of_concern), p.locator
    FROM place AS p
    JOIN inspection AS i ON i.inspection_id = p.inspection_id AND i.document_id = p.document_id AND i.locator = p.locator
    LEFT JOIN workings.text AS t ON t.key = 'category.' || i.category_of_concern
    WHERE i.category_of_concern IS NOT NULL
    UNION ALL
    SELECT p.rule_id, 'Outcome', i.outcome, p.locator
    FROM place AS p
    JOIN inspection AS i ON i.inspection_id = p.inspection_id AND i.document_id = p.document_id AND i.locator = p.locator
    WHERE i.outcome IS NOT NULL
)
SELECT
    r.rule_id, r.effect, r.evidence, r.last_day, r.document_id, r.locator,
    coalesce(q.quoted, []) AS quoted,
    u.title, u.tier, u.window_days, u.rationale, u.source, u.sql_sha256
FROM reason AS r
LEFT JOIN rule AS u USING (rule_id)
LEFT JOIN (
    SELECT rule_id, list_sort(list(DISTINCT {'what': what, 'value': value, 'locator': locator})) AS quoted
    FROM quoted
    GROUP BY rule_id
) AS q USING (rule_id)
ORDER BY
    list_position(['trigger', 'modifier', 'shown', 'suppressor'], r.effect), u.tier, r.rule_id;
