-- A change is measured against the graded report before, or a re-grading against its own report; nothing else.
-- reads: judgement_change, previous_graded
SELECT c.inspection_id, c.area, c.grading_no, c.previous_inspection_id
FROM judgement_change AS c
LEFT JOIN previous_graded AS p USING (inspection_id)
WHERE c.previous_inspection_id IS DISTINCT FROM CASE WHEN c.grading_no > 1 THEN c.inspection_id ELSE p.previous_inspection_id END
    OR c.via_predecessor <> (c.grading_no = 1 AND coalesce(p.via_predecessor, false))
