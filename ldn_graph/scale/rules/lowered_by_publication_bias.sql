-- One row a claim whose certainty is low and lowered by publication bias: who suspects it, and the triples of all that
-- was said on the latest day.
SELECT
    c.claim,
    5 AS domain,
    'publication bias: suspected'
        || COALESCE(MAX(CASE WHEN a.place = k.place AND a.comment <> '' THEN ': ' || a.comment END), '') AS reason,
    STRING_AGG(
        triple(node(m.iri), ldn('publicationBias'), node(a.iri)), ' ' ORDER BY a.place
    ) AS because
FROM low_certainties AS c
JOIN claims AS m ON m.number = c.claim
JOIN grade_publication_bias AS k ON k.claim = c.claim
JOIN publication_bias AS a ON a.claim = c.claim AND COALESCE(SUBSTR(a.created, 1, 10), '') = k.latest
WHERE c.by_publication_bias
GROUP BY c.claim
