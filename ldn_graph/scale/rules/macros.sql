-- What several rules say, each once. `status` is the rule of docs/model.md: of direct lines whether one affirms, opposes
-- or qualifies the claim; of indirect ones the best level in favour and against (6 without a level, null without a line).
CREATE OR REPLACE TEMP MACRO status(affirmed, opposed, qualified, level_for, level_against, looked_into) AS CASE
    WHEN affirmed AND NOT opposed THEN 'supported'
    WHEN opposed AND (affirmed OR qualified) THEN 'contested'
    WHEN opposed THEN 'contradicted'
    WHEN qualified THEN 'partly-supported'
    WHEN level_for IS NOT NULL AND level_for < COALESCE(level_against, 7) THEN 'indirectly-supported'
    WHEN looked_into THEN 'unsupported'
    ELSE 'unchecked'
END;

-- A node as N-Triples writes it: an IRI in angle brackets, a blank node as it is.
CREATE OR REPLACE TEMP MACRO node(iri) AS CASE WHEN iri LIKE '\_:%' ESCAPE '\' THEN iri ELSE '<' || iri || '>' END;

-- A level in words, and that of no level.
CREATE OR REPLACE TEMP MACRO level_words(level) AS CASE
    WHEN level IS NULL THEN 'no level'
    ELSE CONCAT('level ', CAST(level AS VARCHAR))
END;

-- Whether a design is that of a study in people without a comparison group.
CREATE OR REPLACE TEMP MACRO compared_nobody(is_primary, human, controlled) AS
    COALESCE(is_primary AND human AND NOT controlled, FALSE);
