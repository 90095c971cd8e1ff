-- Small words used by rules and statements of sql/flags.
-- say: the text of that name from reference/texts.toml. in_words: a day as people write it.
CREATE MACRO say(wanted) AS (SELECT value FROM workings.text WHERE key = wanted);
CREATE MACRO in_words(day) AS strftime(day, '%-d %B %Y');
CREATE MACRO threshold_of(wanted) AS (SELECT value FROM workings.threshold WHERE name = wanted);
CREATE MACRO as_of_day() AS (SELECT as_of FROM workings.flag_run);
CREATE MACRO sentence_case(words) AS upper(words[1]) || words[2:];
