-- Flags that a person may mean: by the flag's id, the beginning of it, or another name of the flag or its inspection.
-- Grain: one flag. Parameter: $name. Reader: explain.
SELECT f.flag_id, f.urn, f.status, f.tier, f.publication_date, f.flag_id = $name AS is_exact
FROM welfare_flag AS f
WHERE
    (length($name) >= 6 AND starts_with(f.flag_id, $name))
    OR f.flag_id IN (SELECT a.flag_id FROM flag_alias AS a WHERE a.alias IN ($name, 'inspection_number:' || ltrim($name, 'its')))
ORDER BY is_exact DESC, f.publication_date DESC, f.flag_id;
