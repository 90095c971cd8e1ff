-- No head, inspector or other person is named in any table or view: a flag on a one-head school is personal data already.
-- reads: duckdb_columns
SELECT table_name, column_name
FROM duckdb_columns()
WHERE NOT internal
    AND regexp_matches(
        lower(column_name),
        '(^|_)(head|headteacher|headmaster|headmistress|principal|inspector|person|contact|email|telephone|phone'
            || '|first_?name|last_?name|sur_?name|fore_?name)(s|_|$)'
    )
