-- judgement_in_context
-- Grain: one original grade of a report that stands. Readers: trust_grades, phase_grades, analysts.
CREATE VIEW judgement_in_context AS
WITH comparable AS (
    SELECT inspection_id, area, previous_grade, direction
    FROM judgement_change
    WHERE grading_no = 1 AND comparability IN ('same_scale', 'legacy_scale') AND direction IN ('worse', 'same', 'better')
)
SELECT
    s.inspection_id, s.urn, s.kind, s.framework, s.inspection_start_date, s.publication_date,
    j.area, j.grade, j.grade_rank, c.previous_grade, c.direction,
    s.is_known, s.phase, s.type, s.local_authority, s.region, s.trust_uid, s.trust_name, s.trust_is_certain, s.pupils
FROM inspected_school AS s
JOIN judgement AS j ON j.inspection_id = s.inspection_id AND j.grading_no = 1 AND j.status = 'graded' AND j.known_to IS NULL
LEFT JOIN comparable AS c ON c.inspection_id = j.inspection_id AND c.area = j.area;
COMMENT ON VIEW judgement_in_context IS 'Grades as first given, each beside the school as it was when inspected (inspected_school) and beside the grade before where the two may be compared. Key: inspection_id, area. Reports that were withdrawn, later re-gradings and areas without a grade are left out.';
COMMENT ON COLUMN judgement_in_context.inspection_id IS 'Inspection.';
COMMENT ON COLUMN judgement_in_context.urn IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN judgement_in_context.kind IS 'Kind of inspection.';
COMMENT ON COLUMN judgement_in_context.framework IS 'Inspection framework. Grades of two frameworks must not be compared: filter to one.';
COMMENT ON COLUMN judgement_in_context.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN judgement_in_context.publication_date IS 'Day of publication; NULL: not known.';
COMMENT ON COLUMN judgement_in_context.area IS 'Area judged.';
COMMENT ON COLUMN judgement_in_context.grade IS 'Grade in the published word.';
COMMENT ON COLUMN judgement_in_context.grade_rank IS 'Place on this grade''s own scale, 1 is best; for ordering within one framework and area, never to be averaged.';
COMMENT ON COLUMN judgement_in_context.previous_grade IS 'Grade before, where it is on a comparable scale (same_scale or legacy_scale, see judgement_change); NULL: none, or not comparable.';
COMMENT ON COLUMN judgement_in_context.direction IS 'worse, same or better than that grade; NULL where nothing may be compared, as on a first report card. Across frameworks it is a high-level comparison of overall effectiveness.';
COMMENT ON COLUMN judgement_in_context.is_known IS 'True where a list that held on the first day names the school; false: every column after this is NULL because it is not known.';
COMMENT ON COLUMN judgement_in_context.phase IS 'Ofsted phase then, as published: PRU until 2025, Alternative provision since.';
COMMENT ON COLUMN judgement_in_context.type IS 'Type of education then.';
COMMENT ON COLUMN judgement_in_context.local_authority IS 'Local authority then.';
COMMENT ON COLUMN judgement_in_context.region IS 'Region then.';
COMMENT ON COLUMN judgement_in_context.trust_uid IS 'Trust then; NULL with is_known: in no trust, or one that the list only names.';
COMMENT ON COLUMN judgement_in_context.trust_name IS 'Name of that trust.';
COMMENT ON COLUMN judgement_in_context.trust_is_certain IS 'False where the trust changed between the lists before and after the inspection.';
COMMENT ON COLUMN judgement_in_context.pupils IS 'Number of pupils then; NULL: not given.';
