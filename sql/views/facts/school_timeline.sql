-- school_timeline
-- Grain: one school, one inspection, one grading of one area (inspections without judgements have one row). Readers: analysts, desk.
CREATE VIEW school_timeline AS
SELECT
    s.urn,
    s.relation,
    i.inspection_id,
    i.inspection_start_date,
    i.publication_date,
    i.framework,
    i.kind,
    i.outcome,
    i.category_of_concern,
    j.area,
    j.grading_no,
    j.grade,
    j.status,
    c.previous_grade,
    c.direction,
    c.comparability,
    i.urn_at_inspection,
    i.report_url
FROM school_inspection AS s
JOIN inspection AS i USING (inspection_id)
LEFT JOIN judgement AS j USING (inspection_id)
LEFT JOIN judgement_change AS c USING (inspection_id, area, grading_no);
COMMENT ON VIEW school_timeline IS 'All that is known of a school''s inspections, newest and oldest, own and inherited from predecessors. Order by inspection_start_date. Grades of different frameworks stand side by side and are not comparable unless comparability says so.';
