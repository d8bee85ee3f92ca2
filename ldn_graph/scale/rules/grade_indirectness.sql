-- One row a claim that was measured: by how many steps indirectness lowers each bound. It is that of the studies which
-- carry most of the people, at least half of what the largest has; where a number is missing, it may be that of any.
WITH bounds AS (
    SELECT
        claim,
        people,
        COUNT(*) OVER (PARTITION BY claim) = COUNT(people) OVER (PARTITION BY claim) AS counted,
        MAX(people) OVER (PARTITION BY claim) AS most,
        CASE
            WHEN unrated OR (NOT direct AND (indirect_in = 0 OR indirect_in > 1)) THEN -2
            WHEN NOT direct THEN -1
            ELSE 0
        END AS lower,
        CASE WHEN direct THEN 0 WHEN indirect_in > 1 THEN -2 ELSE -1 END AS upper
    FROM rated_studies
    WHERE in_body
)
SELECT
    claim,
    MIN(lower) AS lower,
    CASE WHEN BOOL_AND(counted) THEN MIN(upper) ELSE MAX(upper) END AS upper
FROM bounds
WHERE NOT counted OR 2 * people >= most
GROUP BY claim
