-- text
-- Grain: one text. Readers: rules, views.
CREATE TABLE workings.text (
    key   VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE workings.text IS 'Texts shown to officers, from reference/texts.toml, with titles of areas and categories from reference/areas.csv and categories.csv. Key: key.';
COMMENT ON COLUMN workings.text.key IS 'Name of the text, for example evidence.special-measures.enters.';
COMMENT ON COLUMN workings.text.value IS 'The text; {0}, {1} … are filled in by the statement that says it.';
