-- flags_by_month
-- Grain: one month of publication, tier and kind of event. Readers: leads, analysts with welfare roles.
CREATE VIEW flags_by_month AS
SELECT
    date_trunc('month', publication_date)::DATE AS month,
    tier,
    event_kind,
    count(*) AS flags,
    count(*) FILTER (status = 'open') AS open,
    count(*) FILTER (status = 'standing') AS standing,
    count(*) FILTER (status = 'history') AS history,
    count(*) FILTER (status = 'expired') AS expired,
    count(*) FILTER (status = 'superseded') AS superseded,
    count(*) FILTER (status = 'retracted') AS retracted
FROM welfare_flag
GROUP BY ALL;
COMMENT ON VIEW flags_by_month IS 'Flags over time, by the month in which the outcome was published. Key: month, tier, event_kind. A workload, not a measure of schools: months differ in how much was published, see published_by_month. Small counts can name a school: for welfare roles only.';
COMMENT ON COLUMN flags_by_month.month IS 'First day of the month of publication.';
COMMENT ON COLUMN flags_by_month.tier IS 'Outreach priority 1 to 4, after modifiers.';
COMMENT ON COLUMN flags_by_month.event_kind IS 'What was published: report, regrading or monitoring.';
COMMENT ON COLUMN flags_by_month.flags IS 'Flags of all statuses.';
COMMENT ON COLUMN flags_by_month.open IS 'On the list on the day of the build.';
COMMENT ON COLUMN flags_by_month.standing IS 'On the standing list.';
COMMENT ON COLUMN flags_by_month.history IS 'Published before this archive began to list.';
COMMENT ON COLUMN flags_by_month.expired IS 'Their window is over.';
COMMENT ON COLUMN flags_by_month.superseded IS 'A later outcome took their place.';
COMMENT ON COLUMN flags_by_month.retracted IS 'Taken back, with a reason in flag_event.';
