-- One row a claim of which a person said whether results were kept back, the latest of several: by how many steps that
-- lowers both bounds; `place` is the assessment that suspects it. Other claims have 1 step of the lower bound, 0 of the
-- upper.
WITH judged AS (
    SELECT
        *,
        COALESCE(SUBSTR(created, 1, 10), '') AS day,
        MAX(COALESCE(SUBSTR(created, 1, 10), '')) OVER (PARTITION BY claim) AS latest
    FROM publication_bias
)
SELECT
    claim,
    latest,
    CASE WHEN BOOL_OR(suspected) THEN -1 ELSE 0 END AS steps,
    MIN(CASE WHEN suspected THEN place END) AS place
FROM judged
WHERE day = latest
GROUP BY claim, latest
