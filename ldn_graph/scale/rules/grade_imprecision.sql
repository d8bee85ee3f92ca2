-- One row a claim that was measured: by how many steps imprecision lowers each bound, by the number of people and by
-- intervals of ratios that hold a benefit and a harm. `people` is null where no number is recorded.
WITH body AS (
    SELECT
        claim,
        COUNT(*) AS studies,
        SUM(people) AS people,
        COUNT(*) = COUNT(people) AS counted,
        CASE WHEN COALESCE(SUM(people), 0) < 100 THEN -2 WHEN SUM(people) < 400 THEN -1 ELSE 0 END AS steps,
        BOOL_AND(COALESCE(is_wide, FALSE)) AS all_wide,
        BOOL_OR(COALESCE(is_wide, FALSE)) AS any_wide,
        BOOL_AND(COALESCE(NOT is_wide, FALSE)) AS all_narrow,
        BOOL_OR(is_wide IS NULL) AS any_without
    FROM rated_studies
    WHERE in_body
    GROUP BY claim
)
SELECT
    claim,
    studies,
    people,
    counted,
    any_wide,
    all_narrow,
    any_without,
    CASE WHEN all_narrow OR steps = -2 THEN steps ELSE -1 END AS lower,
    CASE WHEN all_wide OR (counted AND steps < 0) THEN -1 ELSE 0 END AS upper
FROM body
