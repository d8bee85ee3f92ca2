-- One row a systematic review of a set of lines and a study that it covers: its own, those that it reviews, and those
-- that are reviewed by reviews of the set to which it leads. `study` is a number; a source that the graph does not
-- describe, and that no other is said to be of one study with, has none, and stands in `unknown` by its IRI.
WITH reviews AS (
    SELECT DISTINCT claim, scope, review, source, study
    FROM study_scopes
    WHERE review IS NOT NULL
), followed AS (
    SELECT claim, scope, review, source AS reached FROM reviews
    UNION
    SELECT claim, scope, review, under AS reached FROM review_chains
), bearing AS (
    SELECT DISTINCT l.source
    FROM lines AS l
    LEFT JOIN removed AS r ON r.source = l.source
    WHERE r.source IS NULL
), undescribed AS (
    SELECT l.iri, MIN(COALESCE(t.study, s.study)) AS study
    FROM source_links AS l
    JOIN sources AS s ON s.number = l.source
    JOIN bearing AS e ON e.source = l.source
    LEFT JOIN studies AS t ON t.source = l.source
    WHERE l.other IS NULL AND l.link IN ('sameStudyAs', 'isVersionOf', 'protocolOf', 'correctionOf')
    GROUP BY l.iri
)
SELECT claim, scope, review, study, NULL AS unknown FROM reviews
UNION
SELECT
    f.claim,
    f.scope,
    f.review,
    COALESCE(t.study, s.study, u.study) AS study,
    CASE WHEN s.number IS NULL AND u.iri IS NULL THEN l.iri END AS unknown
FROM followed AS f
JOIN source_links AS l ON l.source = f.reached AND l.link = 'reviewOf'
LEFT JOIN sources AS s ON s.number = l.other
LEFT JOIN studies AS t ON t.source = l.other
LEFT JOIN undescribed AS u ON u.iri = l.iri
