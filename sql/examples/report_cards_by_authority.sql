-- Where were report cards published in the last three months, and how many schools are there?
-- Grain: one local authority. Both numbers belong to the same place: that of the school on the day of its inspection, and that of the schools
-- that are open now. The newest month is not over. Authorities with few schools move by one card, and who is inspected when is no chance.
SELECT
    p.local_authority, sum(p.report_cards)::BIGINT AS report_cards,
    coalesce(sum(p.schools_open) FILTER (p.month = date_trunc('month', b.as_of)), 0)::BIGINT AS schools_open
FROM published_by_authority AS p
JOIN build AS b ON p.month >= date_trunc('month', b.as_of) - INTERVAL 2 MONTH
GROUP BY p.local_authority
ORDER BY report_cards DESC, p.local_authority;
