-- Grain: one flag. Flags that were shown and are no longer given are kept as they were shown, with status retracted.
INSERT INTO welfare_flag
WITH due AS (
    SELECT
        t.flag_id, t.day_0, t.turn_on, t.late_discovery,
        CASE
            WHEN t.tier = 4 THEN NULL
            WHEN holiday.event_id IS NOT NULL THEN t.turn_on
            WHEN t.tier = 1 THEN by_working_day.day
            ELSE by_open_day.day
        END AS respond_by
    FROM workings.flag_turn AS t
    JOIN calendar AS turn ON turn.day = t.turn_on
    LEFT JOIN workings.threshold AS allowed ON allowed.name = 'respond_days_tier_' || t.tier
    LEFT JOIN workings.rule_result AS holiday
        ON holiday.event_id = t.event_id AND holiday.rule_id = 'before-holiday' AND holiday.evidence IS NOT NULL
    LEFT JOIN calendar AS by_working_day
        ON by_working_day.is_working_day AND by_working_day.working_day_no = turn.working_day_no + allowed.value
    LEFT JOIN calendar AS by_open_day
        ON by_open_day.is_working_day AND by_open_day.is_school_day IS NOT false
        AND by_open_day.open_day_no = turn.open_day_no + allowed.value
), undecided AS (
    SELECT event_id, string_agg(DISTINCT unknown, ' ' ORDER BY unknown) AS unknowns
    FROM (
        SELECT r.event_id, r.unknown FROM workings.rule_result AS r WHERE r.unknown IS NOT NULL
        UNION ALL
        SELECT e.event_id, format(say('unknown.publication_date'), in_words(e.event_on)) FROM workings.event AS e WHERE NOT e.event_on_known
    )
    SEMI JOIN workings.flag_state USING (event_id)
    GROUP BY event_id
)
SELECT
    s.flag_id, s.urn, e.inspection_id, e.event_id, e.kind AS event_kind, s.tier, s.base_tier, s.status, s.detected_on,
    due.day_0, due.turn_on,
    CASE WHEN s.is_new OR shown.shown_id IS NULL THEN due.respond_by ELSE shown.respond_by END AS respond_by,
    coalesce(due.late_discovery, false) AS late_discovery,
    s.expires_on, e.event_on AS publication_date, undecided.unknowns,
    CASE WHEN s.is_new OR shown.shown_id IS NULL THEN run.ruleset_version ELSE shown.ruleset_version END AS ruleset_version,
    CASE WHEN s.is_new OR shown.shown_id IS NULL THEN run.settings_hash ELSE shown.settings_hash END AS settings_hash,
    run.build_id
FROM workings.flag_state AS s
CROSS JOIN workings.flag_run AS run
JOIN workings.event AS e USING (event_id)
LEFT JOIN due ON due.flag_id = s.flag_id
LEFT JOIN undecided ON undecided.event_id = s.event_id
LEFT JOIN workings.shown_match AS m ON m.flag_id = s.flag_id
LEFT JOIN workings.shown_flag AS shown USING (shown_id)
UNION ALL
SELECT
    shown.shown_id, shown.urn, shown.inspection_id, shown.event_id, shown.event_kind, shown.tier, shown.base_tier,
    'retracted', shown.first_shown_on, shown.day_0, shown.turn_on, shown.respond_by, shown.late_discovery, shown.expires_on,
    shown.publication_date, shown.unknowns, shown.ruleset_version, shown.settings_hash, run.build_id
FROM workings.shown_flag AS shown
CROSS JOIN workings.flag_run AS run
ANTI JOIN workings.flag_state AS given ON given.flag_id = shown.shown_id
ANTI JOIN (
    SELECT j.shown_id FROM workings.flag_join AS j SEMI JOIN workings.flag_state AS s ON s.flag_id = j.flag_id
) AS joined ON joined.shown_id = shown.shown_id
ORDER BY tier, status, urn, flag_id
