-- id: superseded
-- title: The category was left, the areas were re-graded up, or a later report is clean
-- tier: none
-- window_days: none
-- effect: suppressor
-- rationale: Good news is said, and closing is proposed. A later report is clean where no trigger of tiers 1 to 3 fired on it and its
--   grades and category are known.
-- source: Welfare ruleset 1.0.0: closing
WITH judged_now AS (
    SELECT
        j.event_id, j.area_title, j.grade, arg_max(n.grade, n.grading_no) AS grade_now, arg_max(again.seen_on, n.grading_no) AS seen_on
    FROM workings.event_judgement AS j
    SEMI JOIN workings.flag_candidate AS c ON c.event_id = j.event_id
    JOIN workings.event AS e ON e.event_id = j.event_id
    LEFT JOIN judgement AS n
        ON n.inspection_id = j.inspection_id AND n.area = j.area AND n.grading_no > j.grading_no
        AND n.inspection_id || ':' || n.grade_date IN (SELECT event_id FROM workings.event)
    LEFT JOIN workings.event AS again ON again.event_id = n.inspection_id || ':' || n.grade_date
    WHERE j.below_expected AND e.framework = 'report_card_2025'
    GROUP BY ALL
), regraded_up AS (
    SELECT event_id, string_agg(area_title || ' ' || grade_now, ', ' ORDER BY area_title) AS areas, max(seen_on) AS since
    FROM judged_now
    GROUP BY event_id
    HAVING bool_and(coalesce(grade_now NOT IN ('Needs attention', 'Urgent improvement', 'Not met'), false))
), clean AS (
    SELECT e.event_id, e.urn_at_inspection, e.event_on, e.seen_on, e.inspection_start_date
    FROM workings.event AS e
    ANTI JOIN (
        SELECT r.event_id
        FROM workings.rule_result AS r
        JOIN rule AS u USING (rule_id)
        WHERE u.effect = 'trigger' AND u.tier <= 3
            -- An undecided comparison says nothing against a report; undecided grades, category or outcome do.
            AND (r.evidence IS NOT NULL OR r.rule_id NOT IN ('steep-fall', 'again-below-expected', 'fall-to-requires-improvement'))
    ) AS fired USING (event_id)
    WHERE e.kind = 'report' AND e.inspection_kind IN ('graded', 'report_card', 'ungraded', 'short') AND e.withdrawn_on IS NULL
), later_report AS (
    SELECT c.event_id, min(clean.event_on) AS published_on, min(clean.seen_on) AS since
    FROM workings.flag_candidate AS c
    JOIN workings.event AS e USING (event_id)
    JOIN workings.urn_path AS line ON line.urn = e.urn_at_inspection
    JOIN clean
        ON clean.urn_at_inspection = line.reached_urn
        -- Two reports can be published on one day: the later inspection is the later report.
        AND (clean.event_on, clean.inspection_start_date) > (e.event_on, e.inspection_start_date)
        AND clean.inspection_start_date >= e.inspection_start_date
    GROUP BY c.event_id
), left_category AS (
    SELECT
        c.event_id,
        x.seen_on AS since,
        -- A move to another category ends the flag of the first, and is not called leaving.
        CASE WHEN x.moved_to IS NULL
            THEN format(say('evidence.superseded.left_category'), lower(e.category_title), in_words(x.left_on))
            ELSE format(
                say('evidence.superseded.moved_category'), lower(e.category_title), lower(became.value), in_words(x.left_on)
            )
        END AS said
    FROM workings.flag_candidate AS c
    JOIN workings.event AS e USING (event_id)
    JOIN workings.category_end AS x USING (event_id)
    LEFT JOIN workings.text AS became ON became.key = 'category.' || x.moved_to
)
SELECT
    c.event_id,
    concat_ws(
        ' ',
        l.said,
        CASE WHEN r.areas IS NOT NULL THEN format(say('evidence.superseded.regraded_up'), r.areas) END,
        CASE WHEN p.published_on IS NOT NULL THEN format(say('evidence.superseded.later_report'), in_words(p.published_on)) END
    ) AS evidence,
    NULL AS document_id,
    NULL AS locator,
    NULL AS unknown,
    least(l.since, r.since, p.since) AS since
FROM workings.flag_candidate AS c
LEFT JOIN left_category AS l USING (event_id)
LEFT JOIN regraded_up AS r USING (event_id)
LEFT JOIN later_report AS p USING (event_id)
WHERE l.event_id IS NOT NULL OR r.event_id IS NOT NULL OR p.event_id IS NOT NULL
