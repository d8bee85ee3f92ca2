-- Those of these pairs that are shown, with the place of each: so many, most shared first.
WITH first_ones AS (
    SELECT first_rank, second_rank, shared
    FROM shared_pairs
    ORDER BY shared DESC, first_rank, second_rank
    LIMIT (SELECT most FROM shown)
), ranked AS (
    SELECT DISTINCT condition, condition_rank FROM joined
)
SELECT
    a.condition,
    b.condition AS other,
    f.shared,
    ROW_NUMBER() OVER (ORDER BY f.shared DESC, f.first_rank, f.second_rank) AS place
FROM first_ones AS f
JOIN ranked AS a ON a.condition_rank = f.first_rank
JOIN ranked AS b ON b.condition_rank = f.second_rank
