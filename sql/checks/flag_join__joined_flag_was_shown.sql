-- Only a flag that was shown can be joined to another, and never to itself.
-- reads: flag_join, shown_flag
SELECT j.shown_id, j.flag_id
FROM flag_join AS j
LEFT JOIN shown_flag AS shown USING (shown_id)
WHERE shown.shown_id IS NULL OR j.shown_id = j.flag_id
