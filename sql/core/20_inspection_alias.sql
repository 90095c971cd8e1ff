-- Names each inspection by the first alias under which this archive saw it: by night, then number, report file, URN and date.
-- Grain of inspection_alias: one alias from one source.
CREATE TEMP TABLE cluster_alias AS
SELECT cluster, source, 'inspection_number:' || own_number_key AS alias, 1 AS alias_order, min(known_from) AS first_seen
FROM clustered
WHERE own_number_key IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT cluster, source, 'report_file:' || file_id AS alias, 2 AS alias_order, min(known_from) AS first_seen
FROM clustered
WHERE file_id IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT
    cluster, source, 'urn_date:' || urn_at_inspection || ':' || coalesce(inspection_start_date, join_date) AS alias, 3 AS alias_order,
    min(known_from) AS first_seen
FROM clustered
GROUP BY ALL;

CREATE TEMP TABLE cluster_identity AS
SELECT
    cluster,
    -- A URN and date can be shared, by a short inspection and the graded one that it became: the later seen adds its kind.
    'i' || substr(sha256(
        name || CASE WHEN row_number() OVER (PARTITION BY name ORDER BY first_seen, family, cluster) > 1 THEN ':' || family ELSE '' END
    ), 1, 15) AS inspection_id
FROM (
    SELECT cluster, arg_min(alias, (first_seen, alias_order, alias)) AS name, min(first_seen) AS first_seen
    FROM cluster_alias
    GROUP BY cluster
)
JOIN (SELECT cluster, min(family) AS family FROM clustered GROUP BY cluster) USING (cluster);

INSERT INTO inspection_alias BY NAME
SELECT i.inspection_id, a.source, a.alias, a.first_seen
FROM cluster_alias AS a
JOIN cluster_identity AS i USING (cluster)
ORDER BY a.alias, a.source;

CREATE TEMP TABLE inspection_row AS
SELECT c.* EXCLUDE (cluster), i.inspection_id
FROM clustered AS c
JOIN cluster_identity AS i USING (cluster);
