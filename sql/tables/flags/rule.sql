-- rule
-- Grain: one rule. Readers: evaluation, explain, documentation.
CREATE TABLE rule (
    rule_id         VARCHAR PRIMARY KEY,
    ruleset_version VARCHAR NOT NULL,
    title           VARCHAR NOT NULL,
    tier            INTEGER,
    window_days     INTEGER,
    effect          VARCHAR NOT NULL,
    rationale       VARCHAR NOT NULL,
    source          VARCHAR NOT NULL,
    sql_sha256      VARCHAR NOT NULL
);
COMMENT ON TABLE rule IS 'The rules that were run, from the headers of sql/rules. Key: rule_id.';
COMMENT ON COLUMN rule.rule_id IS 'Name of the rule and of its file.';
COMMENT ON COLUMN rule.ruleset_version IS 'Version of the ruleset.';
COMMENT ON COLUMN rule.title IS 'What it says, in plain words.';
COMMENT ON COLUMN rule.tier IS 'Tier that a trigger gives, 1 first; NULL for other effects.';
COMMENT ON COLUMN rule.window_days IS 'Days from publication that a trigger lives, last day included; NULL for other effects.';
COMMENT ON COLUMN rule.effect IS 'trigger: raises a flag; modifier: lifts tier 3 to tier 2; shown: said beside the flag; suppressor: ends or moves a flag.';
COMMENT ON COLUMN rule.rationale IS 'Why the rule exists.';
COMMENT ON COLUMN rule.source IS 'Where the rationale comes from.';
COMMENT ON COLUMN rule.sql_sha256 IS 'sha256 of the rule''s file.';
