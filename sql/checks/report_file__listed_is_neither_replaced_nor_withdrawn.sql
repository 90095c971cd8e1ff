-- A file that its school's newest page lists stands: it is neither replaced nor withdrawn.
-- reads: report_file
SELECT file_id
FROM report_file
WHERE is_listed AND (replaced_on IS NOT NULL OR withdrawn_on IS NOT NULL)
