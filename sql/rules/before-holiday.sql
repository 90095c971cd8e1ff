-- id: before-holiday
-- title: Five school days or fewer before a closure of a week or more: the first attempt is due the same day
-- tier: none
-- window_days: none
-- effect: shown
-- rationale: Colleagues and support are hard to reach once schools have closed. The day itself is counted.
-- source: Welfare ruleset 1.0.0: access to support
SELECT
    t.event_id,
    CASE WHEN turn.is_school_day IS NOT NULL THEN
        format(
            say('evidence.before-holiday.fact'), last.open_day_no - turn.open_day_no + turn.is_school_day::INTEGER,
            lower(c.name), in_words(c.first_day)
        )
    END AS evidence,
    NULL AS document_id,
    NULL AS locator,
    CASE WHEN turn.is_school_day IS NULL THEN say('unknown.term_dates') END AS unknown
FROM workings.flag_turn AS t
JOIN calendar AS turn ON turn.day = t.turn_on
ASOF LEFT JOIN (
    SELECT * FROM workings.school_closure WHERE last_day - first_day + 1 >= threshold_of('long_closure_days')
) AS c ON t.turn_on < c.first_day
LEFT JOIN calendar AS last ON last.day = c.first_day - 1
WHERE t.tier < 4
    AND (
        turn.is_school_day IS NULL
        OR (
            turn.closure IS NULL
            AND last.open_day_no - turn.open_day_no + turn.is_school_day::INTEGER <= threshold_of('before_holiday_school_days')
        )
    )
