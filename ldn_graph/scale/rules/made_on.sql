-- One row a mechanism or outcome on which a claim is made in a condition: these two by their places in the order of ids.
WITH said AS (
    SELECT c.number AS claim, w.id AS condition, e.id AS mechanism
    FROM claims AS c
    JOIN entities AS w ON w.number = c.condition
    JOIN entities AS e ON e.number = c.subject
    WHERE e.kind IN ('Mechanism', 'Outcome')
    UNION
    SELECT c.number AS claim, w.id AS condition, e.id AS mechanism
    FROM claims AS c
    JOIN entities AS w ON w.number = c.condition
    JOIN entities AS e ON e.number = c.object
    WHERE e.kind IN ('Mechanism', 'Outcome')
), ids AS (
    SELECT condition AS id FROM said
    UNION
    SELECT mechanism AS id FROM said
), placed AS (
    SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM ids
)
SELECT s.claim, a.place AS condition, s.condition AS condition_id, b.place AS mechanism, s.mechanism AS mechanism_id
FROM said AS s
JOIN placed AS a ON a.id = s.condition
JOIN placed AS b ON b.id = s.mechanism
