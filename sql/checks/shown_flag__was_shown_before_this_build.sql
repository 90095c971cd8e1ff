-- The shown-log holds earlier builds only: nobody goes behind the last published as-of date.
-- reads: shown_flag, build
SELECT shown.shown_id, shown.first_shown_on, b.as_of
FROM shown_flag AS shown
CROSS JOIN build AS b
WHERE shown.first_shown_on > b.as_of
