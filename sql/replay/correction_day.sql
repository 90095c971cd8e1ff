-- Nights on which something that had been known was no longer so: a value corrected, a report withdrawn. Between two of them the archive
-- only learnt more, so that one state of the facts serves all nights between. Grain: one night. Parameters: $first_night, $last_night.
-- Reader: replay.
SELECT DISTINCT night
FROM (
    SELECT known_to AS night FROM source_claim WHERE known_to IS NOT NULL
    UNION ALL
    SELECT replaced_on FROM report_file WHERE replaced_on IS NOT NULL
    UNION ALL
    SELECT greatest(j.known_from, i.known_from)
    FROM judgement AS j
    JOIN inspection AS i USING (inspection_id)
    WHERE j.grading_no = 1 AND j.known_from > i.known_from
)
WHERE night > $first_night::DATE AND night <= $last_night::DATE
ORDER BY night;
