-- Grain: one graded report whose report before has a known grade. A page can name an earlier report that nobody has read yet: what was
-- not read says nothing about a fall.
INSERT INTO workings.graded_before
SELECT p.inspection_id, p.previous_inspection_id
FROM previous_graded AS p
SEMI JOIN (SELECT inspection_id FROM judgement WHERE status = 'graded') AS j ON j.inspection_id = p.previous_inspection_id
