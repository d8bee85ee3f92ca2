-- One row a source behind the claims asked for: its identifiers by which a list of retractions could have it, one a line,
-- whether the graph states how it stands, and whether it counts.
WITH behind AS (
    SELECT DISTINCT e.source
    FROM line_facts AS e
    JOIN asked_claims AS a ON a.number = e.claim
), keyed AS (
    SELECT k.source, STRING_AGG(k.key, CHR(10) ORDER BY k.key) AS keys
    FROM source_keys AS k
    WHERE k.paper AND (k.key LIKE 'pmid:%' OR k.key LIKE 'pmc:%' OR k.key LIKE 'doi:%')
    GROUP BY k.source
)
SELECT
    COALESCE(d.keys, '') AS keys,
    COALESCE(s.standing_in_graph, FALSE) AS stated,
    COALESCE(s.standing <> 'retracted', TRUE) AS counts
FROM behind AS b
JOIN sources AS s ON s.number = b.source
LEFT JOIN keyed AS d ON d.source = b.source
