-- Names each inspection by the first alias under which this archive saw it: by night, then number before URN and date.
-- Grain of inspection_alias: one alias from one source.
CREATE TEMP TABLE cluster_alias AS
SELECT cluster, source, 'inspection_number:' || number_key AS alias, 1 AS alias_order, min(known_from) AS first_seen
FROM clustered
WHERE number_key IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT
    cluster, source, 'urn_date:' || urn_at_inspection || ':' || inspection_start_date AS alias, 3 AS alias_order,
    min(known_from) AS first_seen
FROM clustered
GROUP BY ALL;

CREATE TEMP TABLE cluster_identity AS
SELECT
    cluster,
    'i' || substr(sha256(arg_min(alias, (first_seen, alias_order, alias))), 1, 15) AS inspection_id
FROM cluster_alias
GROUP BY cluster;

INSERT INTO inspection_alias BY NAME
SELECT i.inspection_id, a.source, a.alias, a.first_seen
FROM cluster_alias AS a
JOIN cluster_identity AS i USING (cluster)
ORDER BY a.alias, a.source;

CREATE TEMP TABLE inspection_row AS
SELECT c.* EXCLUDE (cluster), i.inspection_id
FROM clustered AS c
JOIN cluster_identity AS i USING (cluster);
