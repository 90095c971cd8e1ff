-- A flag is matched with one that was shown.
-- reads: shown_match, shown_flag
SELECT found.flag_id, found.shown_id
FROM shown_match AS found
ANTI JOIN shown_flag AS shown USING (shown_id)
