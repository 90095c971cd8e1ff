-- Whatever can be subtracted from anything else leaves nobody or at least ten, and a part stands only where its whole does.
-- reads: case_outcome_count
WITH whole AS (
    SELECT month, cases FROM case_outcome_count WHERE local_authority IS NULL AND tier IS NULL AND outcome IS NULL
), tiers AS (
    SELECT month, tier, cases FROM case_outcome_count WHERE local_authority IS NULL AND tier IS NOT NULL AND outcome IS NULL
), authorities AS (
    SELECT month, tier, local_authority, cases FROM case_outcome_count WHERE local_authority IS NOT NULL AND outcome IS NULL
), outcomes AS (
    SELECT month, tier, outcome, cases FROM case_outcome_count WHERE local_authority IS NULL AND outcome IS NOT NULL
), inner_counts AS (
    SELECT month, tier, local_authority, outcome, cases FROM case_outcome_count WHERE local_authority IS NOT NULL AND outcome IS NOT NULL
), rest_of_authority AS (
    SELECT i.month, i.tier, i.local_authority, a.cases - sum(i.cases) AS cases
    FROM inner_counts AS i
    LEFT JOIN authorities AS a USING (month, tier, local_authority)
    GROUP BY i.month, i.tier, i.local_authority, a.cases
), rest_of_tier AS (
    SELECT t.month, t.tier, t.cases - sum(o.cases) AS cases
    FROM tiers AS t
    JOIN outcomes AS o USING (month, tier)
    GROUP BY t.month, t.tier, t.cases
), left_over AS (
    SELECT month, 'of the month, beside its tiers' AS place, w.cases - sum(t.cases) AS cases
    FROM tiers AS t LEFT JOIN whole AS w USING (month)
    GROUP BY month, w.cases
    UNION ALL
    SELECT month, 'of a tier, beside its authorities', t.cases - sum(a.cases)
    FROM authorities AS a LEFT JOIN tiers AS t USING (month, tier)
    GROUP BY month, tier, t.cases
    UNION ALL
    SELECT o.month, 'of a tier that does not stand there', t.cases
    FROM outcomes AS o LEFT JOIN tiers AS t USING (month, tier)
    WHERE t.cases IS NULL
    UNION ALL
    SELECT month, 'of a tier, beside its outcomes', cases FROM rest_of_tier
    UNION ALL
    SELECT month, 'of an authority, beside its outcomes', cases FROM rest_of_authority
    UNION ALL
    SELECT month, 'of an outcome, beside its authorities', o.cases - sum(i.cases)
    FROM inner_counts AS i LEFT JOIN outcomes AS o USING (month, tier, outcome)
    GROUP BY month, tier, outcome, o.cases
    UNION ALL
    SELECT month, 'of a tier, beside outcomes and authorities', t.cases - sum(a.cases)
    FROM rest_of_authority AS a LEFT JOIN rest_of_tier AS t USING (month, tier)
    GROUP BY month, tier, t.cases
)
SELECT month, place, cases FROM left_over WHERE cases IS NULL OR cases < 0 OR cases BETWEEN 1 AND 9
UNION ALL
SELECT month, 'shown', cases FROM case_outcome_count
WHERE cases < 10 OR (cases IS NULL AND (local_authority IS NOT NULL OR tier IS NOT NULL OR outcome IS NOT NULL))
