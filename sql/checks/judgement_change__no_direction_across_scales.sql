-- What cannot be compared is never called better, worse or the same; nor is what has nothing before it.
-- reads: judgement_change
SELECT inspection_id, area, grading_no, direction, comparability
FROM judgement_change
WHERE (direction = 'not_comparable') <> (comparability IS NOT DISTINCT FROM 'not_comparable')
    OR (direction IN ('worse', 'better', 'same') AND comparability IS NULL)
