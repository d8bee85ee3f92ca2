-- One row a flag and a claim that has it by some of its lines: the ids of their sources, each once, what is said of
-- each line, the triples of the lines, those that tie them to the claim alone, and all with those of their designs.
-- Most findings are of one line, and texts are joined only where there are several: that takes longer than all else.
WITH several AS (
    SELECT
        g.flag,
        g.claim,
        g.line,
        g.note,
        e.place,
        e.source_id,
        ROW_NUMBER() OVER (PARTITION BY g.flag, g.claim, e.source_id ORDER BY e.place) AS nth_of_id,
        CASE
            WHEN e.own_design THEN 1
            ELSE ROW_NUMBER() OVER (PARTITION BY g.flag, g.claim, e.source, e.own_design ORDER BY e.place)
        END AS nth_of_design
    FROM flag_lines AS g
    JOIN line_facts AS e ON e.line = g.line
    WHERE g.lines > 1
)
SELECT
    g.flag,
    g.claim,
    e.source_id AS names,
    g.note AS notes,
    tie_of(e.claim_iri, e.iri) AS ties,
    triples_of(e.claim_iri, e.iri, e.source_iri, e.bearing, e.directness) AS triples,
    with_next(
        triples_of(e.claim_iri, e.iri, e.source_iri, e.bearing, e.directness),
        design_triple_of(CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END, e.design)
    ) AS with_designs
FROM flag_lines AS g
JOIN line_facts AS e ON e.line = g.line
WHERE g.lines = 1
UNION ALL
SELECT
    g.flag,
    g.claim,
    string_agg(CASE WHEN g.nth_of_id = 1 THEN g.source_id END, ', ' ORDER BY g.place) AS names,
    string_agg(g.note, ', ' ORDER BY g.place) AS notes,
    string_agg(tie_of(e.claim_iri, e.iri), ' ' ORDER BY g.place) AS ties,
    string_agg(triples_of(e.claim_iri, e.iri, e.source_iri, e.bearing, e.directness), ' ' ORDER BY g.place) AS triples,
    string_agg(
        with_next(
            triples_of(e.claim_iri, e.iri, e.source_iri, e.bearing, e.directness),
            CASE
                WHEN g.nth_of_design = 1
                    THEN design_triple_of(CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END, e.design)
            END
        ),
        ' ' ORDER BY g.place
    ) AS with_designs
FROM several AS g
JOIN line_facts AS e ON e.line = g.line
GROUP BY g.flag, g.claim
