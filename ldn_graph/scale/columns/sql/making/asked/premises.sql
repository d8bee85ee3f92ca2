-- A row is a claim and what it rests on.
SELECT e.node, e.target
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
WHERE e.property = 'ldn:restsOn'
