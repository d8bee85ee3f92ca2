-- The rows of review_chains, and those of two of them after one another: made again and again, until none is added.
SELECT claim, scope, review, source, under
FROM review_chains
UNION
SELECT a.claim, a.scope, a.review, a.source, b.under
FROM review_chains AS a
JOIN review_chains AS b ON b.claim = a.claim AND b.scope = a.scope AND b.source = a.under
