-- One row an evidence line: the triples that tie it to its claim, as N-Triples, and the one of its design apart.
SELECT
    e.line,
    e.claim,
    e.place,
    triples_of(e.claim_iri, e.iri, e.source_iri, e.bearing, e.directness) AS triples,
    CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END AS designed,
    design_triple_of(CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END, e.design) AS design_triple
FROM line_facts AS e
