-- One row a claim that was measured: by how many steps the risk of bias lowers each bound. By the share of people in
-- studies of high or critical risk; where a number of people is missing, any share is possible.
WITH body AS (
    SELECT
        claim,
        COUNT(*) = COUNT(people) AS counted,
        SUM(people) AS people,
        SUM(CASE WHEN severity = 3 THEN people ELSE 0 END) AS critical,
        SUM(CASE WHEN severity >= 2 THEN people ELSE 0 END) AS high,
        SUM(CASE WHEN severity = 3 OR severity IS NULL THEN people ELSE 0 END) AS critical_at_worst,
        SUM(CASE WHEN severity >= 1 OR severity IS NULL THEN people ELSE 0 END) AS some_at_worst,
        MIN(COALESCE(severity, 0)) AS best,
        BOOL_OR(COALESCE(severity = 3, TRUE)) AS any_critical,
        BOOL_AND(COALESCE(severity >= 2, TRUE)) AS all_high,
        BOOL_OR(COALESCE(severity > 0, FALSE)) AS any_some
    FROM rated_studies
    WHERE in_body
    GROUP BY claim
)
SELECT
    claim,
    CASE
        WHEN (NOT counted AND any_critical) OR all_high THEN -2
        WHEN NOT counted AND any_some THEN -1
        WHEN NOT counted THEN 0
        WHEN 2 * critical_at_worst > people THEN -2
        WHEN 2 * some_at_worst > people THEN -1
        ELSE 0
    END AS lower,
    CASE
        WHEN NOT counted THEN CASE WHEN best = 3 THEN -2 WHEN best = 2 THEN -1 ELSE 0 END
        WHEN 2 * critical > people THEN -2
        WHEN 2 * high > people THEN -1
        ELSE 0
    END AS upper
FROM body
