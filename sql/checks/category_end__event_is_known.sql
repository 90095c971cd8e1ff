-- What rules work on are known events.
-- reads: category_end, event
SELECT DISTINCT row.event_id
FROM category_end AS row
ANTI JOIN event AS known USING (event_id)
