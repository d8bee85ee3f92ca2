-- One row an evidence line by which certainty is rated and that is of no review, with the line that stands for its
-- study: the one of most weight. `turn` orders the reports of a study: as they were read, but each that outweighed all
-- before it stands before them. `outweighs` are these.
WITH weighed AS (
    SELECT
        *,
        MAX(weight) OVER (PARTITION BY claim, study) AS most,
        MAX(weight) OVER (PARTITION BY claim, study ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            AS most_before
    FROM measured_lines
    WHERE NOT is_review
), turned AS (
    SELECT *, weight > COALESCE(most_before, 0) AS outweighs
    FROM weighed
)
SELECT
    claim,
    study,
    line,
    rank,
    MAX(CASE WHEN weight = most THEN line END) OVER (PARTITION BY claim, study) AS stands,
    MAX(CASE WHEN weight = most THEN rank END) OVER (PARTITION BY claim, study) AS stands_rank,
    outweighs,
    CASE WHEN outweighs THEN -place ELSE place END AS turn
FROM turned
