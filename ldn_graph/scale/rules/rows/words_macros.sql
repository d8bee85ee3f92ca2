-- A level of evidence in words; 6 is none.
CREATE OR REPLACE TEMP MACRO level_words(level) AS CASE
    WHEN level = 6 THEN 'no level'
    ELSE 'level ' || CAST(level AS VARCHAR)
END;
