-- One row a pair of conditions in which claims are made on the same mechanisms or outcomes, with the number of these. Both
-- places are in one number, by which an engine groups in three quarters of the time, and which has their order.
WITH joined AS (
    SELECT DISTINCT condition, mechanism FROM made_on
), span AS (
    SELECT MAX(place) + 1 AS places FROM entity_places
)
SELECT pair, COUNT(*) AS shared
FROM (
    SELECT a.condition * s.places + b.condition AS pair
    FROM joined AS a
    JOIN joined AS b ON b.mechanism = a.mechanism AND a.condition < b.condition
    CROSS JOIN span AS s
) AS together
GROUP BY pair
