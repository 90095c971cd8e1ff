-- Every inspection is some school's own: otherwise it stands on nobody's timeline.
-- reads: inspection, school_inspection
SELECT i.inspection_id, i.urn_at_inspection
FROM inspection AS i
ANTI JOIN school_inspection AS own
    ON own.inspection_id = i.inspection_id AND own.urn = i.urn_at_inspection AND own.relation = 'own'
