-- One row a claim and a piece of what its status rests on, in the order of `part` and `place`: the lines that were
-- weighed; of an unsupported claim the searches and the other lines that were assessed; of an unchecked one its lines.
WITH parts AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        c.status IN ('supported', 'partly-supported', 'contested', 'contradicted') AS by_direct,
        e.counts AND (e.in_favour OR e.against)
            AND e.direct = (c.status IN ('supported', 'partly-supported', 'contested', 'contradicted')) AS weighed,
        CASE WHEN e.own_design THEN e.line END AS own,
        e.source,
        (c.status = 'unsupported' AND e.bearing <> 'givesBackground') OR (c.status = 'unchecked' AND e.counts) AS shown
    FROM line_facts AS e
    JOIN claim_facts AS c ON c.claim = e.claim
), lines_shown AS (
    SELECT
        claim,
        line,
        place,
        CASE WHEN weighed THEN 0 ELSE 2 END AS part,
        weighed AND NOT by_direct
            AND ROW_NUMBER() OVER (PARTITION BY claim, source, own, weighed ORDER BY place) = 1 AS with_design
    FROM parts
    WHERE weighed OR shown
)
SELECT
    e.claim,
    e.part,
    e.place,
    CASE WHEN e.with_design AND t.design_triple IS NOT NULL THEN CONCAT(t.triples, ' ', t.design_triple) ELSE t.triples
        END AS triples
FROM lines_shown AS e
JOIN line_triples AS t ON t.line = e.line
UNION ALL
SELECT
    s.claim,
    1 AS part,
    s.place,
    CONCAT(
        node(c.iri), ' <https://w3id.org/biolink/vocab/has_evidence> ', node(s.iri), ' . ', node(s.iri),
        ' <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/ldn-graph/vocab#EvidenceSearch> .'
    ) AS triples
FROM searches AS s
JOIN claim_facts AS f ON f.claim = s.claim
JOIN claims AS c ON c.number = s.claim
WHERE f.status = 'unsupported'
