-- A late discovery waits for its turn; no flag's turn comes before its day 0.
-- reads: flag_turn
SELECT flag_id, day_0, turn_on
FROM flag_turn
WHERE turn_on < day_0
