-- case_outcome_count
-- Grain: one count of a finished month that may be shown. Readers: analysts. Filled from the desk by pipelines/casework_port.py alone.
CREATE TABLE case_outcome_count (
    month           DATE NOT NULL,
    local_authority VARCHAR,
    tier            INTEGER,
    outcome         VARCHAR,
    cases           INTEGER,
    counted_on      DATE NOT NULL
);
COMMENT ON TABLE case_outcome_count IS 'How many cases were closed in a month and how, from the officers'' desk: the only table that does not follow from published documents. NULL in a column stands for all: take one level at a time, sums over levels count twice. A count has a row only where it is ten or more and no smaller one follows from it; what has no row is withheld or none, and nothing tells which. Tiers have a row for England, and below it one by authority and one by outcome; all tiers together have one for England alone. Key: month, local_authority, tier, outcome.';
COMMENT ON COLUMN case_outcome_count.month IS 'First day of the month in which the cases were closed, in England''s time. Months do not overlap, so they may be added up; one that has no row was not counted.';
COMMENT ON COLUMN case_outcome_count.local_authority IS 'Local authority of the school, as the register named it when the month was counted, Not known where no list does; NULL for England.';
COMMENT ON COLUMN case_outcome_count.tier IS 'Tier that was shown when somebody worked on the case last; NULL for all tiers.';
COMMENT ON COLUMN case_outcome_count.outcome IS 'Coded reason with which the case was closed, for example support_taken_up or declined; never what came of a single attempt. NULL for all reasons.';
COMMENT ON COLUMN case_outcome_count.cases IS 'Schools with a case closed in the month, each counted once, by the case that was closed last. NULL, in the row of all England, all tiers and all reasons alone: withheld, because it is under ten.';
COMMENT ON COLUMN case_outcome_count.counted_on IS 'Day on which the month was counted, once and for good: what was corrected or opened again afterwards does not change it.';
