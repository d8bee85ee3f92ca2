-- A row is that an evidence line uses a result.
SELECT l.number AS line, e.place, r.number AS result
FROM edges AS e
JOIN claim_lines AS l ON e.node = l.node
JOIN result_facts AS r ON e.target = r.node
WHERE e.property = 'ldn:usesResult'
