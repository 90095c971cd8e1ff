-- Nights from which on the facts speak otherwise of something that was known before: a value corrected or newly stated, a report
-- withdrawn or replaced, a report before that is found late. Between two of them the archive only learnt of further events, so that one
-- state of the facts serves all nights between. Grain: one night. Parameters: $first_night, $last_night. Reader: replay.
WITH spoken AS (
    SELECT
        c.known_from, i.known_from AS inspection_known_from,
        min(c.known_from) OVER claims AS first_known_from,
        -- Publication dates stand here as printed, and lists print the day before.
        CASE WHEN c.attribute = 'publication_date'
            THEN abs(c.value::DATE - first_value(c.value) OVER claims::DATE) > 1
            ELSE c.value <> first_value(c.value) OVER claims
        END AS differs
    FROM source_claim AS c
    JOIN inspection AS i USING (inspection_id)
    WHERE c.attribute NOT IN ('inspection_number', 'urn_at_inspection') AND c.attribute NOT LIKE 'grade@%'
    WINDOW claims AS (PARTITION BY c.inspection_id, c.area, c.attribute ORDER BY c.known_from, c.source)
)
SELECT DISTINCT night
FROM (
    SELECT known_to AS night FROM source_claim WHERE known_to IS NOT NULL
    UNION ALL
    SELECT known_from FROM spoken WHERE differs OR first_known_from > inspection_known_from
    UNION ALL
    SELECT unnest([replaced_on, withdrawn_on]) FROM report_file
    UNION ALL
    SELECT withdrawn_on FROM inspection
    UNION ALL
    SELECT greatest(j.known_from, i.known_from)
    FROM judgement AS j
    JOIN inspection AS i USING (inspection_id)
    WHERE j.grading_no = 1 AND j.known_from > i.known_from
    UNION ALL
    SELECT earlier.known_from
    FROM previous_graded AS p
    JOIN inspection AS i USING (inspection_id)
    JOIN inspection AS earlier ON earlier.inspection_id = p.previous_inspection_id
    WHERE earlier.known_from > i.known_from
)
WHERE night > $first_night::DATE AND night <= $last_night::DATE
ORDER BY night;
