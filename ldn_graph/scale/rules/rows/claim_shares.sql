-- One row a share of the claims that are asked for, cut into so many that are alike: its first number, and the one behind
-- its last.
WITH shared AS (
    SELECT number, NTILE($shares) OVER (ORDER BY number) AS share FROM asked_claims
)
SELECT MIN(number) AS first, MAX(number) + 1 AS end_of_share
FROM shared
GROUP BY share
ORDER BY share
