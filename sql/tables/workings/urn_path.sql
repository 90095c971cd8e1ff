-- urn_path
-- Grain: one URN and one URN reached from it. Readers: event, superseded.
CREATE TABLE workings.urn_path (
    urn         INTEGER NOT NULL,
    reached_urn INTEGER NOT NULL,
    step        INTEGER NOT NULL
);
COMMENT ON TABLE workings.urn_path IS 'Where an event of a URN is looked for today: the URN itself and, while it is no longer listed and has exactly one successor, that successor. Key: urn, reached_urn.';
COMMENT ON COLUMN workings.urn_path.urn IS 'URN at the time of an inspection.';
COMMENT ON COLUMN workings.urn_path.reached_urn IS 'The same, or a successor.';
COMMENT ON COLUMN workings.urn_path.step IS '0: the same; 1 and on: successors in order.';
