-- Grain: one stretch of days of one fired trigger. Windows count from publication, last day included. A report that placed or kept the
-- school in a category comes back with each monitoring report on it, any other report with an adverse one; both at most until a year
-- after its own publication.
INSERT INTO workings.trigger_window
WITH fired AS (
    SELECT r.event_id, r.rule_id, u.tier, u.window_days
    FROM workings.rule_result AS r
    JOIN rule AS u USING (rule_id)
    WHERE u.effect = 'trigger' AND r.evidence IS NOT NULL
), monitored AS (
    SELECT
        m.event_id AS monitoring_event_id, m.event_on AS monitored_on, judged.event_id, judged.event_on,
        adverse.event_id IS NOT NULL AS is_adverse
    FROM workings.event AS m
    JOIN workings.urn_path AS p ON p.reached_urn = m.urn_at_inspection
    JOIN workings.event AS judged
        ON judged.urn_at_inspection = p.urn
        AND judged.kind = 'report'
        AND judged.inspection_kind IN ('graded', 'report_card')
        AND judged.inspection_start_date < m.inspection_start_date
    LEFT JOIN workings.rule_result AS adverse
        ON adverse.event_id = m.event_id AND adverse.rule_id = 'regraded-down' AND adverse.evidence IS NOT NULL
    WHERE m.kind = 'monitoring'
    QUALIFY row_number() OVER (
        PARTITION BY m.event_id ORDER BY judged.inspection_start_date DESC, judged.event_on DESC, judged.event_id
    ) = 1
)
SELECT
    f.event_id, f.rule_id, f.tier, e.event_on AS first_day, e.event_on + f.window_days AS last_day, f.event_id AS opened_by
FROM fired AS f
JOIN workings.event AS e USING (event_id)
UNION ALL
SELECT
    f.event_id, f.rule_id, f.tier, m.monitored_on,
    least(m.monitored_on + f.window_days, m.event_on + threshold_of('category_days')),
    m.monitoring_event_id
FROM fired AS f
JOIN monitored AS m USING (event_id)
WHERE (f.rule_id IN ('special-measures', 'significant-improvement') OR (m.is_adverse AND f.tier <= 3))
    AND m.monitored_on > m.event_on
    AND m.monitored_on <= m.event_on + threshold_of('category_days')
