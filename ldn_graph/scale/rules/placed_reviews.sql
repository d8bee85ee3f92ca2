-- The rows of review_places, and those of the next review of each claim: it counts under the study or review, the first
-- by rank, that covers one of its studies already, else it stands for itself. Made again and again, until none is
-- added.
WITH taken AS (
    SELECT claim, MAX(turn) AS turn
    FROM review_places
    GROUP BY claim
), covering AS (
    SELECT r.claim, r.turn, r.line, r.rank, c.study, c.unknown, p.stands_rank
    FROM taken AS t
    JOIN review_turns AS r ON r.claim = t.claim AND r.turn = t.turn + 1
    JOIN covered_studies AS c ON c.claim = r.claim AND c.scope = 'measured' AND c.review = r.review
    LEFT JOIN review_places AS p ON p.claim = c.claim AND (p.study = c.study OR p.unknown = c.unknown)
), placed AS (
    SELECT *, COALESCE(MIN(stands_rank) OVER (PARTITION BY claim), rank) AS place
    FROM covering
)
SELECT claim, turn, line, study, unknown, stands_rank
FROM review_places
UNION ALL
SELECT claim, turn, NULL AS line, study, unknown, place AS stands_rank
FROM placed
WHERE stands_rank IS NULL
UNION ALL
SELECT DISTINCT claim, turn, line, NULL AS study, NULL AS unknown, place AS stands_rank
FROM placed
