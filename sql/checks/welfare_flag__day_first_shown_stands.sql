-- No later build rewrites the day on which a flag was first shown.
-- reads: welfare_flag, shown_match, shown_flag
SELECT f.flag_id, f.detected_on, shown.first_shown_on
FROM welfare_flag AS f
LEFT JOIN workings.shown_match AS found USING (flag_id)
JOIN workings.shown_flag AS shown ON shown.shown_id = coalesce(found.shown_id, f.flag_id)
WHERE f.detected_on <> shown.first_shown_on
