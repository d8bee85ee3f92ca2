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
