-- A row is a passage where the article says a claim.
SELECT
    p.claim,
    p.place,
    p.node AS iri,
    f.section,
    CAST(split_part(ltrim(w.start, '+'), '.', 1) AS BIGINT) AS start,
    CAST(split_part(ltrim(w."end", '+'), '.', 1) AS BIGINT) AS "end",
    f.sha256
FROM claim_passages AS p
JOIN passage_facts AS f ON p.node = f.node
JOIN passage_facts AS w ON p.selector = w.node
