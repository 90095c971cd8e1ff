-- Events of the subject: what its flags stand for. Grain: one event. Parameters: $inspections, $flags.
-- Reader: pipelines/subject/subject.py.
SELECT event_id FROM workings.event
WHERE list_contains($inspections::VARCHAR[], inspection_id) OR list_contains($flags::VARCHAR[], flag_id)
UNION
SELECT event_id FROM welfare_flag WHERE list_contains($flags::VARCHAR[], flag_id)
ORDER BY event_id;
