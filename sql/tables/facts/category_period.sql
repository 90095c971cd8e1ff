-- category_period
-- Grain: one unbroken period. Readers: category_of_concern_history, standing list.
CREATE TABLE category_period (
    lineage_id INTEGER NOT NULL,
    category   VARCHAR NOT NULL,
    entered_on DATE,
    left_on    DATE,
    entered_by VARCHAR NOT NULL,
    left_by    VARCHAR
);
COMMENT ON TABLE category_period IS 'Time that a school (with its line of predecessors) is known to have spent in a category of concern. Key: lineage_id, entered_by, category. Bounded by known reports: a report that no source shows may lie between.';
COMMENT ON COLUMN category_period.lineage_id IS 'Connected set of URNs. Where schools merged, periods are kept apart by the URN inspected.';
COMMENT ON COLUMN category_period.category IS 'Category of concern.';
COMMENT ON COLUMN category_period.entered_on IS 'Publication date of the first known report of the period.';
COMMENT ON COLUMN category_period.left_on IS 'Publication date of the next known report with another category or none, or date of the re-grading that ended it; NULL while it lasts.';
COMMENT ON COLUMN category_period.entered_by IS 'Inspection that placed the school in the category.';
COMMENT ON COLUMN category_period.left_by IS 'Inspection that ended the period.';
