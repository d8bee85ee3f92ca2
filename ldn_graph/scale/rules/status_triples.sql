-- One row a claim: the triples that its status rests on, as N-Triples. Texts are joined only where there are several, and
-- no row is joined to others once it has its text: either takes longer than all else, and memory.
WITH counted AS (
    SELECT claim, part, place, line, with_design, COUNT(*) OVER (PARTITION BY claim) AS pieces
    FROM status_pieces
)
SELECT c.number AS claim, claim_triple_of(c.iri) AS because
FROM claims AS c
LEFT JOIN (SELECT DISTINCT claim FROM status_pieces) AS p ON p.claim = c.number
WHERE p.claim IS NULL
UNION ALL
SELECT
    p.claim,
    CONCAT(
        claim_triple_of(c.iri),
        ' ',
        CASE
            WHEN p.part = 1 THEN search_triples_of(c.iri, s.iri)
            WHEN p.with_design
                THEN with_next(
                    triples_of(c.iri, e.iri, e.source_iri, e.bearing, e.directness),
                    design_triple_of(CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END, e.design)
                )
            ELSE triples_of(c.iri, e.iri, e.source_iri, e.bearing, e.directness)
        END
    ) AS because
FROM counted AS p
JOIN claims AS c ON c.number = p.claim
LEFT JOIN line_facts AS e ON e.line = p.line
LEFT JOIN searches AS s ON s.claim = p.claim AND s.place = p.place AND p.part = 1
WHERE p.pieces = 1
UNION ALL
SELECT
    p.claim,
    CONCAT(
        claim_triple_of(MIN(c.iri)),
        ' ',
        string_agg(
            CASE
                WHEN p.part = 1 THEN search_triples_of(c.iri, s.iri)
                WHEN p.with_design
                    THEN with_next(
                        triples_of(c.iri, e.iri, e.source_iri, e.bearing, e.directness),
                        design_triple_of(CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END, e.design)
                    )
                ELSE triples_of(c.iri, e.iri, e.source_iri, e.bearing, e.directness)
            END,
            ' ' ORDER BY p.part, p.place
        )
    ) AS because
FROM counted AS p
JOIN claims AS c ON c.number = p.claim
LEFT JOIN line_facts AS e ON e.line = p.line
LEFT JOIN searches AS s ON s.claim = p.claim AND s.place = p.place AND p.part = 1
WHERE p.pieces > 1
GROUP BY p.claim
