-- A row is a quantity that a claim states or that was measured on a line of it.
SELECT c.number AS claim, NULL AS line, e.place, e.target AS node
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
WHERE e.property = 'ldn:quantity'
UNION ALL
SELECT l.claim, l.number, e.place, e.target
FROM edges AS e
JOIN claim_lines AS l ON e.node = l.node
WHERE e.property = 'ldn:quantity'
