-- report_card_profile
-- Grain: one report card. Readers: analysts.
CREATE VIEW report_card_profile AS
SELECT
    i.inspection_id, i.urn_at_inspection AS urn, i.inspection_start_date, i.publication_date, i.category_of_concern,
    count(*) FILTER (j.grade = 'Exceptional') AS exceptional,
    count(*) FILTER (j.grade = 'Strong standard') AS strong_standard,
    count(*) FILTER (j.grade = 'Expected standard') AS expected_standard,
    count(*) FILTER (j.grade = 'Needs attention') AS needs_attention,
    count(*) FILTER (j.grade = 'Urgent improvement') AS urgent_improvement,
    count(*) FILTER (j.area <> 'safeguarding' AND j.status IN ('not_judged', 'insufficient_evidence', 'unknown')) AS areas_without_a_grade,
    max(j.grade) FILTER (j.area = 'safeguarding') AS safeguarding
FROM inspection AS i
JOIN judgement AS j ON j.inspection_id = i.inspection_id AND j.grading_no = 1
WHERE i.kind = 'report_card'
GROUP BY ALL;
COMMENT ON VIEW report_card_profile IS 'How many areas of each report card stand at each grade, as first graded. Key: inspection_id. Report cards have no overall grade, and none follows from these counts.';
COMMENT ON COLUMN report_card_profile.inspection_id IS 'Inspection.';
COMMENT ON COLUMN report_card_profile.urn IS 'URN of the school when it was inspected.';
COMMENT ON COLUMN report_card_profile.inspection_start_date IS 'First day of the inspection.';
COMMENT ON COLUMN report_card_profile.publication_date IS 'Day of publication; NULL: not known.';
COMMENT ON COLUMN report_card_profile.category_of_concern IS 'Category of concern; NULL: none, or not known, see inspection.category_known.';
COMMENT ON COLUMN report_card_profile.exceptional IS 'Areas at Exceptional.';
COMMENT ON COLUMN report_card_profile.strong_standard IS 'Areas at Strong standard.';
COMMENT ON COLUMN report_card_profile.expected_standard IS 'Areas at Expected standard.';
COMMENT ON COLUMN report_card_profile.needs_attention IS 'Areas at Needs attention.';
COMMENT ON COLUMN report_card_profile.urgent_improvement IS 'Areas at Urgent improvement.';
COMMENT ON COLUMN report_card_profile.areas_without_a_grade IS 'Areas that were to be graded and have no grade: not judged, too little evidence, or not known. Areas that do not apply are not counted.';
COMMENT ON COLUMN report_card_profile.safeguarding IS 'Met or Not met; NULL: not known.';
