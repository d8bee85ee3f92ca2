-- One row a pair of conditions that is shown, most shared first: the ids of the mechanisms and outcomes that they share,
-- and of the claims on these, between spaces.
WITH joined AS (
    SELECT DISTINCT condition, condition_id, mechanism, mechanism_id FROM made_on
), pairs AS (
    SELECT p.condition, p.other, a.condition_id, b.condition_id AS other_id, a.mechanism, a.mechanism_id
    FROM first_pairs AS p
    JOIN joined AS a ON a.condition = p.condition
    JOIN joined AS b ON b.condition = p.other AND b.mechanism = a.mechanism
), mechanisms AS (
    SELECT
        condition,
        other,
        condition_id,
        other_id,
        COUNT(*) AS shared,
        STRING_AGG(mechanism_id, ' ' ORDER BY mechanism) AS mechanisms
    FROM pairs
    GROUP BY condition, other, condition_id, other_id
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
SELECT m.condition_id AS condition, m.other_id AS other, m.mechanisms, f.claims
FROM mechanisms AS m
JOIN claims_of AS f ON f.condition = m.condition AND f.other = m.other
ORDER BY m.shared DESC, m.condition, m.other
