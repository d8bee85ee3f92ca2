-- One row a claim whose certainty is low and lowered by indirectness: which studies are indirect, and the triples of
-- the directness of each.
WITH lines AS (
    SELECT
        s.claim,
        s.rank,
        node(m.iri) AS line,
        ldn('indirectness') AS path,
        '> . ' || node(m.iri) || ' ' || ldn('indirectness') || ' ' || RTRIM(ldn(''), '>') AS next_triple,
        m.directness,
        m.indirectness
    FROM rated_studies AS s
    JOIN low_certainties AS c ON c.claim = s.claim
    JOIN lines AS m ON m.number = s.line
    WHERE s.in_body AND c.by_indirectness
), because AS (
    SELECT
        claim,
        STRING_AGG(
            triple(line, ldn('directness'), ldn(directness)) || CASE
                WHEN indirectness = '' THEN ''
                ELSE ' ' || triple(line, path, REPLACE(ldn(indirectness), ' ', next_triple))
            END,
            ' ' ORDER BY rank
        ) AS because
    FROM lines
    GROUP BY claim
)
SELECT b.claim, 3 AS domain, 'indirectness: indirect: ' || n.names AS reason, b.because
FROM because AS b
JOIN certainty_names AS n ON n.claim = b.claim AND n.list = 'indirect'
