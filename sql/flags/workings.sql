-- A room apart for what the rules work with: events, thresholds, texts and the steps towards a flag.
-- The published tables stand in main; a rule file names this room, so that an analyst can run it as it stands.
CREATE SCHEMA workings;
SET search_path = 'main,workings';
