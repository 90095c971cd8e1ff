-- flag_reason
-- Grain: one rule on one flag. Readers: officers' list, explain.
CREATE TABLE flag_reason (
    flag_id     VARCHAR NOT NULL,
    rule_id     VARCHAR NOT NULL,
    effect      VARCHAR NOT NULL,
    evidence    VARCHAR NOT NULL,
    last_day    DATE,
    document_id VARCHAR,
    locator     VARCHAR
);
COMMENT ON TABLE flag_reason IS 'Why a flag stands: every rule that fired, with its evidence. Key: flag_id, rule_id.';
COMMENT ON COLUMN flag_reason.flag_id IS 'Flag.';
COMMENT ON COLUMN flag_reason.rule_id IS 'Rule.';
COMMENT ON COLUMN flag_reason.effect IS 'trigger, modifier, shown or suppressor: see rule.effect.';
COMMENT ON COLUMN flag_reason.evidence IS 'What the rule found, in plain words from published facts.';
COMMENT ON COLUMN flag_reason.last_day IS 'Last day of a trigger''s window; NULL for other effects.';
COMMENT ON COLUMN flag_reason.document_id IS 'Document of the evidence; NULL for retracted flags.';
COMMENT ON COLUMN flag_reason.locator IS 'Rows and columns in it.';
