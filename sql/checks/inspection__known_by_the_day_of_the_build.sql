-- A build knows nothing that its archive first saw after the day that it stands for.
-- reads: inspection, build
SELECT i.inspection_id, i.known_from, b.as_of
FROM inspection AS i
CROSS JOIN build AS b
WHERE i.known_from > b.as_of
