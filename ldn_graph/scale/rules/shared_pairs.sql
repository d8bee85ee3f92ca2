-- One row a pair of conditions that share mechanisms or outcomes on which claims are made: how many of these. Both by
-- their ranks, which have the order of their ids; the first is the one of the lower.
SELECT a.condition_rank AS first_rank, b.condition_rank AS second_rank, COUNT(*) AS shared
FROM joined AS a
JOIN joined AS b ON b.mechanism = a.mechanism AND a.condition_rank < b.condition_rank
GROUP BY a.condition_rank, b.condition_rank
