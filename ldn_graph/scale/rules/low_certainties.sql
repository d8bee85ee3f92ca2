-- One row a claim that is stated plainly or as proven and whose certainty is at most low, and the domains that lower
-- the upper bound; none of them where a person set it.
SELECT
    c.claim,
    f.wording,
    c.words,
    c.rating IS NOT NULL AS is_set,
    c.rating IS NULL AND COALESCE(r.upper < 0, FALSE) AS by_risk_of_bias,
    c.rating IS NULL AND COALESCE(i.upper < 0, FALSE) AS by_inconsistency,
    c.rating IS NULL AND COALESCE(d.upper < 0, FALSE) AS by_indirectness,
    c.rating IS NULL AND COALESCE(p.upper < 0, FALSE) AS by_imprecision,
    c.rating IS NULL AND COALESCE(k.steps < 0, FALSE) AS by_publication_bias
FROM certainty AS c
JOIN claim_facts AS f ON f.claim = c.claim
LEFT JOIN grade_risk_of_bias AS r ON r.claim = c.claim
LEFT JOIN grade_inconsistency AS i ON i.claim = c.claim
LEFT JOIN grade_indirectness AS d ON d.claim = c.claim
LEFT JOIN grade_imprecision AS p ON p.claim = c.claim
LEFT JOIN grade_publication_bias AS k ON k.claim = c.claim
WHERE f.wording IN ('asserted', 'proven') AND c.best <= 2
