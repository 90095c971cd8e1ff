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
COMMENT ON COLUMN school_timeline.urn IS 'School whose timeline it is.';
COMMENT ON COLUMN school_timeline.relation IS 'own, or inherited from a predecessor.';
COMMENT ON COLUMN school_timeline.inspection_id IS 'Inspection.';
COMMENT ON COLUMN school_timeline.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN school_timeline.publication_date IS 'Day of publication; NULL where no source gives it.';
COMMENT ON COLUMN school_timeline.framework IS 'Framework; NULL where the inspection falls under none of the seven.';
COMMENT ON COLUMN school_timeline.kind IS 'Kind of inspection.';
COMMENT ON COLUMN school_timeline.outcome IS 'Outcome in words of an ungraded or monitoring inspection, as published.';
COMMENT ON COLUMN school_timeline.category_of_concern IS 'Category of concern; NULL: none, or not known, see inspection.category_known.';
COMMENT ON COLUMN school_timeline.area IS 'Area judged; NULL where the inspection has no judgements.';
COMMENT ON COLUMN school_timeline.grading_no IS '1: the original grading; 2 and on: later re-gradings.';
COMMENT ON COLUMN school_timeline.grade IS 'Grade in the published word; NULL unless status is graded.';
COMMENT ON COLUMN school_timeline.status IS 'graded, not_judged, not_applicable, insufficient_evidence or unknown.';
COMMENT ON COLUMN school_timeline.previous_grade IS 'Grade before; NULL: none, or not given.';
COMMENT ON COLUMN school_timeline.direction IS 'worse, better, same, not_comparable or first; NULL where nothing was graded.';
COMMENT ON COLUMN school_timeline.comparability IS 'What may be said of the two grades, as in judgement_change; NULL where there is nothing before.';
COMMENT ON COLUMN school_timeline.urn_at_inspection IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN school_timeline.report_url IS 'Address of the report, or of the school''s page of reports.';
