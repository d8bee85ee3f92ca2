-- One row a pair of conditions in which claims are made on the same mechanisms or outcomes, with the number of these.
WITH joined AS (
    SELECT DISTINCT condition, mechanism FROM made_on
)
SELECT a.condition, b.condition AS other, COUNT(*) AS shared
FROM joined AS a
JOIN joined AS b ON b.mechanism = a.mechanism AND a.condition < b.condition
GROUP BY a.condition, b.condition
