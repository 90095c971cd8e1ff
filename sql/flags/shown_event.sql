-- Grain: one transition that an earlier build logged.
INSERT INTO workings.shown_event
SELECT flag_id, as_of AS event_on, transition.event, build_id, transition.reason, segment
FROM (SELECT flag_id, as_of, build_id, segment, unnest(transitions) AS transition FROM shown_row)
