-- rule_result
-- Grain: one rule and one event. Readers: flags, explain.
CREATE TABLE workings.rule_result (
    rule_id     VARCHAR NOT NULL,
    event_id    VARCHAR NOT NULL,
    evidence    VARCHAR,
    document_id VARCHAR,
    locator     VARCHAR,
    unknown     VARCHAR,
    since       DATE
);
COMMENT ON TABLE workings.rule_result IS 'What each rule says of each event: it fired (evidence), or it could not be decided (unknown). No row: it was decided and did not fire. Key: rule_id, event_id.';
COMMENT ON COLUMN workings.rule_result.rule_id IS 'Rule.';
COMMENT ON COLUMN workings.rule_result.event_id IS 'Event.';
COMMENT ON COLUMN workings.rule_result.evidence IS 'Plain words, from published facts; NULL where undecided.';
COMMENT ON COLUMN workings.rule_result.document_id IS 'Document of the evidence.';
COMMENT ON COLUMN workings.rule_result.locator IS 'Rows and columns in it.';
COMMENT ON COLUMN workings.rule_result.unknown IS 'What is lacking to decide; NULL where it fired.';
COMMENT ON COLUMN workings.rule_result.since IS 'Of a suppressor: first night on which it holds.';
