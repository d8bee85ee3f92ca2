-- One row a systematic review of a set of lines and another of the set that it reviews; longer_review_chains follows
-- these further. `review` is an IRI, `under` the number of a source.
SELECT DISTINCT a.claim, a.scope, a.review, a.source, b.source AS under
FROM study_scopes AS a
JOIN source_links AS l ON l.source = a.source AND l.link = 'reviewOf'
JOIN study_scopes AS b ON b.claim = a.claim AND b.scope = a.scope AND b.source = l.other
WHERE a.review IS NOT NULL AND b.review IS NOT NULL
