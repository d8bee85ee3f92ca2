-- One row a plain or proven claim of efficacy or safety whose certainty is at most low.
WITH lowered AS (
    SELECT claim, domain, reason, because FROM lowered_by_risk_of_bias
    UNION ALL
    SELECT claim, domain, reason, because FROM lowered_by_inconsistency
    UNION ALL
    SELECT claim, domain, reason, because FROM lowered_by_indirectness
    UNION ALL
    SELECT claim, domain, reason, because FROM lowered_by_imprecision
    UNION ALL
    SELECT claim, domain, reason, because FROM lowered_by_publication_bias
), reasons AS (
    SELECT
        claim,
        STRING_AGG(reason, '; ' ORDER BY domain) AS reason,
        STRING_AGG(because, ' ' ORDER BY domain) AS because
    FROM lowered
    GROUP BY claim
    UNION ALL
    SELECT
        r.claim,
        'set by ' || COALESCE(local_id(r.judge), 'nobody named')
            || CASE WHEN r.created <> '' THEN ' on ' || r.created ELSE '' END
            || ': ' || CASE WHEN r.comment <> '' THEN r.comment ELSE 'no reason is recorded' END AS reason,
        triple(node(m.iri), ldn('certaintyRating'), node(r.iri)) AS because
    FROM counted_ratings AS r
    JOIN claims AS m ON m.number = r.claim
)
SELECT
    c.claim,
    0 AS place,
    'Warning' AS severity,
    w.words || ', with ' || c.words || ' (' || COALESCE(r.reason, 'no randomised study') || ')' AS message,
    'say how sure one may be: may, or we cannot tell' AS remedy,
    triple(node(m.iri), ldn('wording'), ldn(c.wording)) || COALESCE(' ' || r.because, '') AS because
FROM low_certainties AS c
JOIN claims AS m ON m.number = c.claim
JOIN wording_words AS w ON w.wording = c.wording
LEFT JOIN reasons AS r ON r.claim = c.claim
