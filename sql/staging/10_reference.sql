-- Reference tables that the statements below read, straight from reference/.
-- Variables: reference_folder.
CREATE TEMP TABLE inspection_kind AS
SELECT kind, family, precedence::INTEGER AS precedence, judges_areas = 'yes' AS judges_areas
FROM read_csv(getvariable('reference_folder') || '/inspection_kinds.csv', header = true, delim = ',', all_varchar = true);

CREATE TEMP TABLE comparability AS
SELECT from_framework, from_area, to_framework, to_area, comparability
FROM read_csv(getvariable('reference_folder') || '/comparability.csv', header = true, delim = ',', all_varchar = true);

CREATE TEMP TABLE publication_shift AS
SELECT source, first_day::DATE AS first_day, days::INTEGER AS days, label
FROM read_csv(getvariable('reference_folder') || '/publication_shift.csv', header = true, delim = ',', all_varchar = true);

CREATE TEMP TABLE category AS
SELECT category, gravity::INTEGER AS gravity, title
FROM read_csv(getvariable('reference_folder') || '/categories.csv', header = true, delim = ',', all_varchar = true);

CREATE TEMP TABLE source_precedence AS
SELECT source, precedence::INTEGER AS precedence
FROM read_csv(getvariable('reference_folder') || '/source_precedence.csv', header = true, delim = ',', all_varchar = true);

-- Every grade that an area can have under a framework.
CREATE TEMP TABLE grade_on_scale AS
SELECT framework.framework, area.area, scale.grade
FROM read_csv(getvariable('reference_folder') || '/frameworks.csv', header = true, delim = ',', all_varchar = true) AS framework
CROSS JOIN read_csv(getvariable('reference_folder') || '/areas.csv', header = true, delim = ',', all_varchar = true) AS area
JOIN read_csv(getvariable('reference_folder') || '/scales.csv', header = true, delim = ',', all_varchar = true) AS scale
    ON scale.scale = coalesce(
        CASE WHEN framework.scale = 'report_card' THEN area.report_card_scale ELSE area.four_grade_scale END, framework.scale
    )
WHERE scale.rank IS NOT NULL;
