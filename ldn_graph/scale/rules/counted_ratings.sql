-- One row a claim and the certainty that a person set of it, where that counts: it lies within what is computed or
-- gives a reason, all evidence that is recorded counts, and no other of the latest day says otherwise.
WITH candidates AS (
    SELECT r.claim, r.iri, r.level, r.judge, r.created, r.comment, COALESCE(SUBSTR(r.created, 1, 10), '') AS day
    FROM certainty_ratings AS r
    JOIN measured_certainty AS b ON b.claim = r.claim
    CROSS JOIN blanks AS k
    WHERE b.complete
        AND (r.level BETWEEN b.lower AND b.upper OR TRANSLATE(COALESCE(r.comment, ''), k.characters, '') <> '')
), dated AS (
    SELECT *, MAX(day) OVER (PARTITION BY claim) AS latest
    FROM candidates
), standing AS (
    SELECT
        *,
        MIN(level) OVER (PARTITION BY claim) AS lowest,
        MAX(level) OVER (PARTITION BY claim) AS highest,
        ROW_NUMBER() OVER (PARTITION BY claim ORDER BY iri) AS place
    FROM dated
    WHERE day = latest
)
SELECT claim, iri, level, judge, created, comment
FROM standing
WHERE place = 1 AND lowest = highest
