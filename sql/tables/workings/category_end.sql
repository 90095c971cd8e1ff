-- category_end
-- Grain: one event that placed or kept a school in a category which has since been left. Readers: superseded, flag_candidate.
CREATE TABLE workings.category_end (
    event_id VARCHAR PRIMARY KEY,
    left_on  DATE NOT NULL,
    left_by  VARCHAR NOT NULL,
    moved_to VARCHAR,
    seen_on  DATE NOT NULL
);
COMMENT ON TABLE workings.category_end IS 'When a category was left after the report that placed or kept the school in it. Key: event_id.';
COMMENT ON COLUMN workings.category_end.event_id IS 'Event.';
COMMENT ON COLUMN workings.category_end.left_on IS 'Publication date of the report, or date of the re-grading, that ended it.';
COMMENT ON COLUMN workings.category_end.left_by IS 'Inspection that ended it.';
COMMENT ON COLUMN workings.category_end.moved_to IS 'Category that it ended with; NULL: none.';
COMMENT ON COLUMN workings.category_end.seen_on IS 'First night on which that report or re-grading could be shown; the day itself where none tells.';
