-- Every flag says why it stands: at least one trigger fired. Modifiers and what is only shown raise no flag.
-- reads: welfare_flag, flag_reason
SELECT f.flag_id, f.status
FROM welfare_flag AS f
ANTI JOIN flag_reason AS reason ON reason.flag_id = f.flag_id AND reason.effect = 'trigger'
