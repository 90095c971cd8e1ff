-- Nobody is asked to respond on a weekend or bank holiday. Days that were shown before stay, whatever the calendar says since.
-- reads: welfare_flag, calendar, build
SELECT f.flag_id, f.day_0, f.turn_on, f.respond_by
FROM welfare_flag AS f
CROSS JOIN build AS b
LEFT JOIN calendar AS starts ON starts.day = f.day_0
LEFT JOIN calendar AS turn ON turn.day = f.turn_on
LEFT JOIN calendar AS due ON due.day = f.respond_by
WHERE f.status = 'open' AND f.detected_on = b.as_of
    AND NOT (
        coalesce(starts.is_working_day, false)
        AND coalesce(turn.is_working_day, false)
        AND (f.respond_by IS NULL OR coalesce(due.is_working_day, false))
    )
