-- One row a pair of conditions at the places that are shown next, most shared first: the ids of the mechanisms and
-- outcomes that they share, and of the claims on these, between spaces.
WITH next_pairs AS (
    SELECT p.condition, p.other, p.shared
    FROM first_pairs AS p
    JOIN next_places AS n ON p.place > n.after AND p.place <= n.last
), ids AS (
    SELECT DISTINCT place, id FROM entity_places
), pairs AS (
    SELECT p.condition, p.other, p.shared, a.mechanism
    FROM next_pairs AS p
    JOIN joined AS a ON a.condition = p.condition
    JOIN joined AS b ON b.condition = p.other AND b.mechanism = a.mechanism
), mechanisms AS (
    SELECT p.condition, p.other, p.shared, STRING_AGG(i.id, ' ' ORDER BY p.mechanism) AS mechanisms
    FROM pairs AS p
    JOIN ids AS i ON i.place = p.mechanism
    GROUP BY p.condition, p.other, p.shared
), named AS (
    SELECT p.condition, p.other, m.claim
    FROM pairs AS p
    JOIN made_on AS m ON m.condition = p.condition AND m.mechanism = p.mechanism
    UNION
    SELECT p.condition, p.other, m.claim
    FROM pairs AS p
    JOIN made_on AS m ON m.condition = p.other AND m.mechanism = p.mechanism
), claims_of AS (
    SELECT n.condition, n.other, STRING_AGG(c.id, ' ' ORDER BY n.claim) AS claims
    FROM named AS n
    JOIN claims AS c ON c.number = n.claim
    GROUP BY n.condition, n.other
)
SELECT a.id AS condition, b.id AS other, m.mechanisms, f.claims
FROM mechanisms AS m
JOIN claims_of AS f ON f.condition = m.condition AND f.other = m.other
JOIN ids AS a ON a.place = m.condition
JOIN ids AS b ON b.place = m.other
ORDER BY m.shared DESC, m.condition, m.other
