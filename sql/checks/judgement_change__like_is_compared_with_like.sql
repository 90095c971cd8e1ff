-- An area is compared with the same area, and Satisfactory is never the same as Requires improvement, though both are third.
-- reads: judgement_change
SELECT inspection_id, area, previous_area, previous_grade, grade, direction
FROM judgement_change
WHERE previous_area <> area
    OR (direction = 'same' AND comparability IN ('same_scale', 'legacy_scale') AND previous_grade <> grade)
