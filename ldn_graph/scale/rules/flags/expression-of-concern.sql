-- One row a claim that has a line that counts of a source whose publisher doubts it.
WITH noticed AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source_id || ', ' || s.standing_words AS named,
        CASE WHEN s.standing_in_graph THEN triple(node(s.iri), ldn('standing'), ldn(s.standing)) END AS stated,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id || ', ' || s.standing_words ORDER BY e.place)
            AS nth_of_name,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source ORDER BY e.place) AS nth_of_source
    FROM line_facts AS e
    JOIN sources AS s ON s.number = e.source
    WHERE e.counts AND e.standing = 'expressionOfConcern'
)
SELECT
    n.claim,
    0 AS place,
    'Warning' AS severity,
    'its publisher doubts it, and it counts all the same: '
        || STRING_AGG(CASE WHEN n.nth_of_name = 1 THEN n.named END, '; ' ORDER BY n.place) AS message,
    'read the notice, and say so where you cite it' AS remedy,
    STRING_AGG(t.triples, ' ' ORDER BY n.place)
        || COALESCE(' ' || STRING_AGG(CASE WHEN n.nth_of_source = 1 THEN n.stated END, ' ' ORDER BY n.place), '')
        AS because
FROM noticed AS n
JOIN line_triples AS t ON t.line = n.line
GROUP BY n.claim
