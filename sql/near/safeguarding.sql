-- How far an event is from safeguarding, and what was missing. Grain: one event. Parameter: $events, ids. Reader: explain.
SELECT
    e.event_id,
    CASE WHEN s.below_expected THEN 0 WHEN j.grade IS NOT NULL THEN 1 END AS short_by,
    CASE
        WHEN s.below_expected THEN NULL
        WHEN j.grade IS NOT NULL
            THEN CASE j.grade WHEN 'Yes' THEN [['near.safeguarding.effective']] ELSE [['near.safeguarding.grade', j.grade]] END
        ELSE [['near.safeguarding.not_judged']]
    END AS missing
FROM workings.event AS e
LEFT JOIN workings.event_judgement AS s ON s.event_id = e.event_id AND s.area = 'safeguarding'
LEFT JOIN judgement AS j
    ON e.kind = 'report' AND j.inspection_id = e.inspection_id AND j.area = 'safeguarding' AND j.grading_no = 1
WHERE list_contains($events, e.event_id)
