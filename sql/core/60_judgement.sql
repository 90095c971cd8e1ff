-- Gradings of each area. A date of grade within three days of the start is the original grading whatever document says it; a
-- re-grading needs a later date. Within one grading a grade beats a stated absence, which beats a blank; then the source of higher
-- precedence, then authority decides.
-- Grain of judgement: inspection_id, area, grading_no.
-- Hundreds of thousands of rows repeat a few words: as enumerations they are compared and sorted as the numbers that they are kept as.
CREATE TEMP TYPE judged_area AS ENUM (SELECT DISTINCT area FROM parsed_judgement ORDER BY area);

CREATE TEMP TYPE judged_word AS ENUM (
    SELECT word FROM (SELECT grade AS word FROM parsed_judgement UNION SELECT status FROM parsed_judgement)
    WHERE word IS NOT NULL ORDER BY word
);

CREATE TEMP TYPE judged_by AS ENUM (SELECT source FROM source_precedence ORDER BY source);

CREATE TEMP TABLE judgement_row AS
SELECT
    r.inspection_id, i.rowid AS inspection_place, r.source::judged_by AS source, r.known_from, r.recency,
    j.area::judged_area AS area, j.grade::judged_word AS grade, j.grade_rank, j.status::judged_word AS status, j.grade_date,
    j.document_id, j.locator,
    CASE WHEN j.grade_date > i.inspection_start_date + 3 THEN j.grade_date END AS regraded_on,
    2000000000000000000 * CASE j.status WHEN 'graded' THEN 2 WHEN 'unknown' THEN 0 ELSE 1 END + r.source_authority AS weight
FROM parsed_judgement AS j
JOIN inspection_row AS r USING (document_id, row_number, block)
JOIN inspection AS i USING (inspection_id);

-- A page or report can say more than its framework grades, such as a letter of the report-card era that calls safeguarding effective.
CREATE TEMP TABLE off_scale AS
SELECT r.rowid AS judgement_place, r.inspection_id, r.area, r.grade, r.document_id
FROM judgement_row AS r
JOIN inspection AS i USING (inspection_id)
LEFT JOIN grade_on_scale AS s ON s.framework = i.framework AND s.area = r.area AND s.grade = r.grade
WHERE r.source <> 'management_information' AND r.status = 'graded' AND i.framework IS NOT NULL AND s.grade IS NULL;

DELETE FROM judgement_row WHERE rowid IN (SELECT judgement_place FROM off_scale);

-- The original grading is number 1, whether or not it was ever seen; re-gradings follow in order of date.
CREATE TEMP TABLE regrading AS
SELECT
    inspection_id, area, regraded_on,
    1 + row_number() OVER (PARTITION BY inspection_id, area ORDER BY regraded_on) AS grading_no
FROM (SELECT DISTINCT inspection_id, area, regraded_on FROM judgement_row WHERE regraded_on IS NOT NULL);

CREATE TEMP TABLE grading AS
SELECT
    g.inspection_id, best.inspection_place, g.area, g.regraded_on, coalesce(r.grading_no, 1) AS grading_no,
    best.grade, best.grade_rank, best.status, best.grade_date, best.document_id, best.locator,
    g.known_from, g.first_recency, g.source, g.has_one_source, g.has_one_value, g.has_two_grades
FROM (
    SELECT
        inspection_id, area, regraded_on,
        arg_max(rowid, weight) AS best_row,
        min(known_from) AS known_from,
        min(recency) AS first_recency,
        min(source) AS source,
        min(source) = max(source) AS has_one_source,
        min(coalesce(grade, status)) = max(coalesce(grade, status)) AS has_one_value,
        min(grade) <> max(grade) AS has_two_grades
    FROM judgement_row
    GROUP BY inspection_id, area, regraded_on
) AS g
JOIN judgement_row AS best ON best.rowid = g.best_row
LEFT JOIN regrading AS r
    ON r.inspection_id = g.inspection_id AND r.area = g.area AND r.regraded_on = g.regraded_on;

-- Where documents differ, a value is known from the night that first said it, not from the first night of all.
CREATE TEMP TABLE changed_value_known_from AS
SELECT r.inspection_id, r.area, r.regraded_on, min(r.known_from) AS known_from
FROM judgement_row AS r
JOIN grading AS g
    ON g.inspection_id = r.inspection_id
    AND g.area = r.area
    AND g.regraded_on IS NOT DISTINCT FROM r.regraded_on
    AND g.status = r.status
    AND g.grade IS NOT DISTINCT FROM r.grade
WHERE NOT g.has_one_value
GROUP BY ALL;

INSERT INTO judgement BY NAME
SELECT
    g.inspection_id, g.area, g.grading_no, g.grade_date, g.grade, g.grade_rank, g.status,
    coalesce(k.known_from, g.known_from) AS known_from, NULL::DATE AS known_to,
    g.document_id,
    g.locator
FROM grading AS g
LEFT JOIN changed_value_known_from AS k
    ON k.inspection_id = g.inspection_id AND k.area = g.area AND k.regraded_on IS NOT DISTINCT FROM g.regraded_on
-- The rows of inspection stand in the order of their ids.
ORDER BY g.inspection_place, g.area, g.grading_no;
