-- A row is that a source found a result.
SELECT f.number AS source, e.place, r.number AS result
FROM edges AS e
JOIN source_facts AS f ON e.node = f.node
JOIN result_facts AS r ON e.target = r.node
WHERE e.property = 'ldn:result'
