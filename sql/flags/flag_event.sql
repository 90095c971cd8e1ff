-- Grain: one transition of one flag: those that earlier builds logged, and this build's, found by comparing with what was last shown.
INSERT INTO flag_event
WITH reasons AS (
    SELECT flag_id, list((rule_id, evidence) ORDER BY rule_id) AS reasons
    FROM flag_reason
    GROUP BY flag_id
), opener AS (
    SELECT w.event_id, max(o.event_on) AS monitored_on
    FROM workings.trigger_window AS w
    JOIN workings.event AS o ON o.event_id = w.opened_by
    WHERE w.opened_by <> w.event_id
    GROUP BY w.event_id
), compared AS MATERIALIZED (
    -- Few texts are looked up here: the planner takes each look-up for one more table whose place among these it must find.
    SELECT
        f.*,
        s.shown_id IS NOT NULL AS was_shown,
        s.shown_id, s.status AS shown_status, s.tier AS shown_tier, s.urn AS shown_urn,
        f.status IN ('open', 'standing') AND (
            s.unknowns IS DISTINCT FROM f.unknowns
            OR s.expires_on <> f.expires_on
            OR list_transform(s.reasons, lambda reason: (reason.rule_id, reason.evidence)) IS DISTINCT FROM r.reasons
        ) AS evidence_changed,
        f.status = 'open' AND s.status = 'open' AND s.tier = f.tier AND f.expires_on > s.expires_on AND opener.event_id IS NOT NULL
            AS is_extended,
        format(say('event.reopened_by_monitoring'), in_words(opener.monitored_on)) AS monitoring,
        superseded.evidence AS superseded_because,
        withdrawn.evidence AS withdrawn_because,
        i.inspection_id IS NOT NULL AS is_inspected
    FROM welfare_flag AS f
    LEFT JOIN workings.shown_match AS m USING (flag_id)
    LEFT JOIN workings.shown_flag AS s ON s.shown_id = coalesce(m.shown_id, f.flag_id)
    LEFT JOIN reasons AS r ON r.flag_id = f.flag_id
    LEFT JOIN opener ON opener.event_id = f.event_id
    LEFT JOIN inspection AS i ON i.inspection_id = f.inspection_id
    LEFT JOIN flag_reason AS superseded ON superseded.flag_id = f.flag_id AND superseded.rule_id = 'superseded'
    LEFT JOIN flag_reason AS withdrawn ON withdrawn.flag_id = f.flag_id AND withdrawn.rule_id = 'withdrawn'
), transition AS (
    SELECT
        flag_id,
        CASE
            WHEN status <> 'open' THEN status
            WHEN was_shown THEN 'reopened'
            ELSE 'raised'
        END AS event,
        CASE status
            WHEN 'open' THEN CASE
                WHEN was_shown THEN format(say('event.reopened'), coalesce(monitoring, say('event.reopened_by_data')))
                WHEN late_discovery THEN say('event.raised_late')
                ELSE say('event.raised')
            END
            WHEN 'standing' THEN say('event.standing')
            WHEN 'history' THEN say('event.history')
            WHEN 'expired' THEN say('event.expired')
            WHEN 'superseded' THEN format(
                CASE WHEN was_shown THEN say('event.superseded') ELSE say('event.superseded_first') END, superseded_because
            )
            ELSE CASE
                WHEN withdrawn_because IS NOT NULL THEN format(say('event.retracted_withdrawn'), withdrawn_because)
                WHEN is_inspected THEN say('event.retracted_rules')
                ELSE say('event.retracted_inspection')
            END
        END AS reason
    FROM compared
    WHERE NOT was_shown OR status <> shown_status
    UNION ALL
    SELECT flag_id, 'tier_changed', format(say('event.tier_changed'), shown_tier, tier)
    FROM compared
    WHERE tier <> shown_tier
    UNION ALL
    SELECT flag_id, 'moved', format(say('event.moved'), shown_urn, urn)
    FROM compared
    WHERE urn <> shown_urn
    UNION ALL
    SELECT flag_id, 'joined', format(say('event.joined'), shown_id)
    FROM compared
    WHERE shown_id <> flag_id
    UNION ALL
    SELECT flag_id, 'extended', format(say('event.extended'), in_words(expires_on), monitoring)
    FROM compared
    WHERE is_extended
    UNION ALL
    SELECT flag_id, 'evidence_changed', say('event.evidence_changed')
    FROM compared
    WHERE status = shown_status AND tier = shown_tier AND urn = shown_urn AND evidence_changed AND NOT is_extended
    UNION ALL
    -- Told once for each replacement, to whoever was shown the flag.
    SELECT c.flag_id, 'evidence_replaced', format(say('event.evidence_replaced'), in_words(r.replaced_on))
    FROM compared AS c
    JOIN (
        SELECT inspection_id, max(replaced_on) AS replaced_on FROM report_file WHERE replaced_on IS NOT NULL GROUP BY inspection_id
    ) AS r USING (inspection_id)
    ANTI JOIN (SELECT * FROM workings.shown_event WHERE event = 'evidence_replaced') AS told
        ON told.flag_id = c.shown_id AND told.event_on >= r.replaced_on
    WHERE c.was_shown AND r.replaced_on > c.detected_on
)
SELECT flag_id, event_on, event, build_id, reason, segment FROM workings.shown_event
UNION ALL
SELECT t.flag_id, run.as_of, t.event, run.build_id, t.reason, NULL
FROM transition AS t
CROSS JOIN workings.flag_run AS run
ORDER BY flag_id, event_on, event
