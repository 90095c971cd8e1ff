-- A build knows nothing that its archive first saw after the day that it stands for.
-- reads: judgement, build
SELECT j.inspection_id, j.area, j.grading_no, j.known_from, b.as_of
FROM judgement AS j
CROSS JOIN build AS b
WHERE j.known_from > b.as_of
