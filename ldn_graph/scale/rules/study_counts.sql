-- One row a claim and each set of its lines in which there is a study: how many independent ones. Reports of one study
-- count once; a systematic review counts as one, and not beside a study that it covers, nor beside an earlier review,
-- by IRI, that covers the same.
WITH primary_studies AS (
    SELECT DISTINCT claim, scope, study
    FROM study_scopes
    WHERE is_primary
), in_turn AS (
    SELECT
        claim,
        scope,
        review,
        study,
        MIN(review) OVER (PARTITION BY claim, scope, study, unknown) AS earliest
    FROM covered_studies
), reviews AS (
    SELECT r.claim, r.scope, r.review
    FROM in_turn AS r
    LEFT JOIN primary_studies AS p ON p.claim = r.claim AND p.scope = r.scope AND p.study = r.study
    GROUP BY r.claim, r.scope, r.review
    HAVING COUNT(p.study) = 0 AND MIN(r.earliest) = r.review
), counted AS (
    SELECT claim, scope FROM primary_studies
    UNION ALL
    SELECT claim, scope FROM reviews
)
SELECT claim, scope, COUNT(*) AS studies
FROM counted
GROUP BY claim, scope
