-- What raised a flag can be read at its source: document and place are given unless the flag was retracted.
-- reads: flag_reason, welfare_flag
SELECT reason.flag_id, reason.rule_id
FROM flag_reason AS reason
JOIN welfare_flag AS f USING (flag_id)
WHERE f.status <> 'retracted' AND reason.effect = 'trigger' AND (reason.document_id IS NULL OR reason.locator IS NULL)
