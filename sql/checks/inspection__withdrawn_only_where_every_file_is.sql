-- A report counts as withdrawn only where none of its files stands any more.
-- reads: inspection, report_file
SELECT row.inspection_id, file.file_id
FROM inspection AS row
JOIN report_file AS file USING (inspection_id)
WHERE row.withdrawn_on IS NOT NULL AND file.withdrawn_on IS NULL
