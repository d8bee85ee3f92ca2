-- One row a claim: the triples that its status rests on, as N-Triples. Where there is but one piece nothing is joined.
WITH pieces AS (
    SELECT claim, part, place, triples, COUNT(*) OVER (PARTITION BY claim) AS pieces
    FROM status_pieces
), beside AS (
    SELECT claim, triples FROM pieces WHERE pieces = 1
    UNION ALL
    SELECT claim, string_agg(triples, ' ' ORDER BY part, place) AS triples
    FROM pieces
    WHERE pieces > 1
    GROUP BY claim
)
SELECT
    c.number AS claim,
    CONCAT(
        node(c.iri),
        ' <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/ldn-graph/vocab#Claim> .',
        CASE WHEN b.claim IS NULL THEN '' ELSE CONCAT(' ', b.triples) END
    ) AS because
FROM claims AS c
LEFT JOIN beside AS b ON b.claim = c.number
