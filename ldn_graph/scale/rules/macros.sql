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

-- The status of a group of lines that count, as `rate_support` gives it.
CREATE OR REPLACE TEMP MACRO status_of(direct, in_favour, affirms, against, rank, looked_into) AS status(
    BOOL_OR(direct AND affirms),
    BOOL_OR(direct AND against),
    BOOL_OR(direct AND in_favour AND NOT affirms),
    MIN(CASE WHEN NOT direct AND in_favour THEN rank END),
    MIN(CASE WHEN NOT direct AND against THEN rank END),
    looked_into
);

-- A whole number from 0, of at most 21 digits, with commas between thousands.
CREATE OR REPLACE TEMP MACRO thousands(number) AS REVERSE(RTRIM(
    SUBSTR(REVERSE(CAST(number AS VARCHAR)), 1, 3)
        || ',' || SUBSTR(REVERSE(CAST(number AS VARCHAR)), 4, 3)
        || ',' || SUBSTR(REVERSE(CAST(number AS VARCHAR)), 7, 3)
        || ',' || SUBSTR(REVERSE(CAST(number AS VARCHAR)), 10, 3)
        || ',' || SUBSTR(REVERSE(CAST(number AS VARCHAR)), 13, 3)
        || ',' || SUBSTR(REVERSE(CAST(number AS VARCHAR)), 16, 3)
        || ',' || SUBSTR(REVERSE(CAST(number AS VARCHAR)), 19, 3),
    ','
));

-- A term of the project's vocabulary, and a triple, as N-Triples writes them.
CREATE OR REPLACE TEMP MACRO ldn(name) AS '<https://w3id.org/ldn-graph/vocab#' || name || '>';
CREATE OR REPLACE TEMP MACRO triple(subject, predicate, object) AS subject || ' ' || predicate || ' ' || object || ' .';

-- The digits of a decimal number, such as 7.5, -.5 or 1E-8: 40 before the point and 40 after it, and no number that is
-- read has more. And a text that is in the order of such numbers: below 0 each digit is turned round.
CREATE OR REPLACE TEMP MACRO decimal_digits(number) AS CASE
    WHEN number LIKE '%E-%' THEN REPEAT('0', 40) || RPAD(
        REPEAT('0', CAST('0' || SPLIT_PART(number, 'E-', 2) AS INTEGER) - 1)
            || REPLACE(LTRIM(SPLIT_PART(number, 'E-', 1), '+-'), '.', ''),
        40, '0'
    )
    ELSE LPAD(SPLIT_PART(LTRIM(number, '+-'), '.', 1), 40, '0') || RPAD(SPLIT_PART(number, '.', 2), 40, '0')
END;
CREATE OR REPLACE TEMP MACRO decimal_order(number) AS CASE
    WHEN number LIKE '-%' AND REPLACE(decimal_digits(number), '0', '') <> ''
        THEN '0' || TRANSLATE(decimal_digits(number), '0123456789', '9876543210')
    ELSE '1' || decimal_digits(number)
END;

-- The triples that tie an evidence line to its claim, the first of them alone, and the one of a study design, null where
-- there is none, all as N-Triples. CONCAT, since a chain of || takes twice as long.
CREATE OR REPLACE TEMP MACRO tie_of(claim, line) AS
    CONCAT(node(claim), ' <https://w3id.org/biolink/vocab/has_evidence> ', node(line), ' .');

CREATE OR REPLACE TEMP MACRO triples_of(claim, line, source, bearing, directness) AS CONCAT(
    node(claim), ' <https://w3id.org/biolink/vocab/has_evidence> ', node(line), ' . ',
    node(line), ' <https://w3id.org/ldn-graph/vocab#source> ', node(source), ' . ',
    node(line), ' <https://w3id.org/ldn-graph/vocab#bearing> <https://w3id.org/ldn-graph/vocab#', bearing, '> . ',
    node(line), ' <https://w3id.org/ldn-graph/vocab#directness> <https://w3id.org/ldn-graph/vocab#', directness, '> .'
);

CREATE OR REPLACE TEMP MACRO design_triple_of(designed, design) AS CASE
    WHEN design IS NOT NULL
        THEN CONCAT(
            node(designed), ' <https://w3id.org/ldn-graph/vocab#studyDesign> <https://w3id.org/ldn-graph/vocab#',
            design, '> .'
        )
END;

-- A text and another after it, where there is another.
CREATE OR REPLACE TEMP MACRO with_next(text, another) AS
    CASE WHEN another IS NULL THEN text ELSE CONCAT(text, ' ', another) END;

-- The triples that tie a search to its claim.
CREATE OR REPLACE TEMP MACRO search_triples_of(claim, search) AS CONCAT(
    tie_of(claim, search), ' ', node(search), ' <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>',
    ' <https://w3id.org/ldn-graph/vocab#EvidenceSearch> .'
);

-- The triple that says that there is a claim.
CREATE OR REPLACE TEMP MACRO claim_triple_of(claim) AS
    CONCAT(node(claim), ' <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/ldn-graph/vocab#Claim> .');

-- What a line weighs for the status of its claim, as numbers that are put together by `|`: 1 it affirms the claim, 2 it is
-- in favour otherwise, 4 against it, each directly; 8 it is more than background; 16 to 512 in favour and 1024 to 32768
-- against it indirectly, by rank.
CREATE OR REPLACE TEMP MACRO weighs(is_so, weight) AS CASE WHEN is_so THEN weight ELSE 0 END;
CREATE OR REPLACE TEMP MACRO of_rank(first, rank) AS CASE rank
    WHEN 1 THEN first WHEN 2 THEN 2 * first WHEN 3 THEN 4 * first
    WHEN 4 THEN 8 * first WHEN 5 THEN 16 * first ELSE 32 * first
END;
CREATE OR REPLACE TEMP MACRO best_rank(weight, first) AS CASE
    WHEN (weight & first) <> 0 THEN 1 WHEN (weight & (2 * first)) <> 0 THEN 2 WHEN (weight & (4 * first)) <> 0 THEN 3
    WHEN (weight & (8 * first)) <> 0 THEN 4 WHEN (weight & (16 * first)) <> 0 THEN 5
    WHEN (weight & (32 * first)) <> 0 THEN 6
END;
CREATE OR REPLACE TEMP MACRO status_by(weight, searched) AS status(
    (weight & 1) <> 0, (weight & 4) <> 0, (weight & 2) <> 0,
    best_rank(weight, 16), best_rank(weight, 1024), searched OR (weight & 8) <> 0
);
