-- Between frameworks only the comparisons of reference/comparability.csv are made; categories are comparable in every era.
-- reads: judgement_change, inspection, comparability.csv
SELECT c.area, c.comparability, before.framework AS previous_framework, now.framework, min(c.inspection_id) AS one_of_them
FROM judgement_change AS c
JOIN inspection AS now USING (inspection_id)
JOIN inspection AS before ON before.inspection_id = c.previous_inspection_id
ANTI JOIN read_csv(getvariable('reference_folder') || '/comparability.csv', header = true, delim = ',', all_varchar = true) AS allowed
    ON allowed.from_framework = before.framework AND allowed.to_framework = now.framework
    AND allowed.from_area = c.area AND allowed.to_area = c.area
    AND allowed.comparability = c.comparability
WHERE c.comparability NOT IN ('category', 'not_comparable')
    AND NOT (c.comparability = 'same_scale' AND now.framework IS NOT DISTINCT FROM before.framework)
GROUP BY ALL
