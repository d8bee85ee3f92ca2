-- One row an evidence line with a design and each set of lines of its claim whose independent studies are counted:
-- `favour`, all in favour; `cited`, those of them that the articles cite; of direct lines that affirm the claim `best`,
-- those of the best level, and `trials`, the primary studies of level 2; `measured`, systematic
-- reviews by which certainty is rated, whatever they say. `review` is the IRI of a systematic review.
WITH counted AS (
    SELECT
        claim,
        source,
        study,
        is_primary,
        CASE WHEN design = 'systematicReview' THEN source_iri END AS review,
        cited,
        direct AND affirms AS affirming,
        level,
        rank
    FROM line_facts
    WHERE counts AND in_favour AND design IS NOT NULL
), best AS (
    SELECT claim, MIN(rank) AS rank
    FROM counted
    WHERE affirming
    GROUP BY claim
)
SELECT claim, 'favour' AS scope, source, study, is_primary, review FROM counted
UNION ALL
SELECT claim, 'cited' AS scope, source, study, is_primary, review FROM counted WHERE cited
UNION ALL
SELECT c.claim, 'best' AS scope, c.source, c.study, c.is_primary, c.review
FROM counted AS c
JOIN best AS b ON b.claim = c.claim AND b.rank = c.rank
WHERE c.affirming
UNION ALL
SELECT claim, 'trials' AS scope, source, study, is_primary, review
FROM counted
WHERE affirming AND level = 2 AND is_primary
UNION ALL
SELECT m.claim, 'measured' AS scope, m.source, m.study, FALSE AS is_primary, s.iri AS review
FROM measured_lines AS m
JOIN sources AS s ON s.number = m.source
WHERE m.is_review
