-- One row an evidence line: the triples that tie it to its claim, as N-Triples, the first of them alone, and the one of
-- its design, null where it has none. CONCAT, since a chain of || takes twice as long.
SELECT
    e.line,
    e.claim,
    e.place,
    CONCAT(node(c.iri), ' <https://w3id.org/biolink/vocab/has_evidence> ', node(e.iri), ' .') AS tie,
    CONCAT(
        node(c.iri), ' <https://w3id.org/biolink/vocab/has_evidence> ', node(e.iri), ' . ',
        node(e.iri), ' <https://w3id.org/ldn-graph/vocab#source> ', node(e.source_iri), ' . ',
        node(e.iri), ' <https://w3id.org/ldn-graph/vocab#bearing> <https://w3id.org/ldn-graph/vocab#', e.bearing,
        '> . ', node(e.iri),
        ' <https://w3id.org/ldn-graph/vocab#directness> <https://w3id.org/ldn-graph/vocab#', e.directness, '> .'
    ) AS triples,
    CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END AS designed,
    CASE
        WHEN e.design IS NOT NULL
            THEN CONCAT(
                node(CASE WHEN e.own_design THEN e.iri ELSE e.source_iri END),
                ' <https://w3id.org/ldn-graph/vocab#studyDesign> <https://w3id.org/ldn-graph/vocab#', e.design, '> .'
            )
    END AS design_triple
FROM line_facts AS e
JOIN claims AS c ON c.number = e.claim
