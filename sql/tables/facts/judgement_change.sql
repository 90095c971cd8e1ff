-- judgement_change
-- Grain: one grading and the one before. Readers: rules, downgrade view.
CREATE TABLE judgement_change (
    inspection_id          VARCHAR NOT NULL,
    area                   VARCHAR NOT NULL,
    grading_no             INTEGER NOT NULL,
    previous_inspection_id VARCHAR,
    previous_area          VARCHAR,
    previous_grade         VARCHAR,
    previous_grade_rank    INTEGER,
    grade                  VARCHAR,
    grade_rank             INTEGER,
    direction              VARCHAR NOT NULL,
    comparability          VARCHAR,
    via_predecessor        BOOLEAN NOT NULL
);
COMMENT ON TABLE judgement_change IS 'Each grading beside the one before it, with what may be said of the two. Key: inspection_id, area, grading_no. Only same_scale and legacy_scale rows with direction worse are downgrades.';
COMMENT ON COLUMN judgement_change.inspection_id IS 'Inspection.';
COMMENT ON COLUMN judgement_change.area IS 'Area; category_of_concern for entering, remaining in and leaving a category; overall_effectiveness with comparability derived_floor where a key judgement of 4 implies what the overall would have been.';
COMMENT ON COLUMN judgement_change.grading_no IS 'Grading of this inspection.';
COMMENT ON COLUMN judgement_change.previous_inspection_id IS 'Graded report before, or the same inspection for a re-grading; NULL where none is known.';
COMMENT ON COLUMN judgement_change.previous_area IS 'Area compared with.';
COMMENT ON COLUMN judgement_change.previous_grade IS 'Grade or category before; NULL: none, or not given.';
COMMENT ON COLUMN judgement_change.previous_grade_rank IS 'Place of the grade before on its own scale.';
COMMENT ON COLUMN judgement_change.grade IS 'Grade or category now; NULL on derived_floor rows, which are never a grade.';
COMMENT ON COLUMN judgement_change.grade_rank IS 'Place of the grade now on its own scale.';
COMMENT ON COLUMN judgement_change.direction IS 'worse, better, same, not_comparable, or first where no grade before is known. For a category: worse is entering it or a graver one, better is leaving it or a lesser one.';
COMMENT ON COLUMN judgement_change.comparability IS 'same_scale, legacy_scale (high-level comparison across frameworks), derived_floor, category, threshold (approximate) or not_comparable; NULL where no report before is known.';
COMMENT ON COLUMN judgement_change.via_predecessor IS 'True where the report before belongs to a single predecessor''s URN.';
