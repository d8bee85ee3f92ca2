-- One row a claim for which the article names somebody and gives no reference.
WITH cited AS (
    SELECT DISTINCT claim FROM citations
)
SELECT
    n.claim,
    0 AS place,
    'Warning' AS severity,
    'the article names ' || STRING_AGG(n.name, '; ' ORDER BY n.place) || ' and gives no reference' AS message,
    'give the reference' AS remedy,
    STRING_AGG(triple(node(c.iri), ldn('namedSource'), n.name_nt), ' ' ORDER BY n.place) AS because
FROM named_sources AS n
JOIN claims AS c ON c.number = n.claim
LEFT JOIN cited AS r ON r.claim = n.claim
WHERE r.claim IS NULL
GROUP BY n.claim
