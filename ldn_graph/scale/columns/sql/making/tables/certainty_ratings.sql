-- A row is the certainty of a claim that a person set.
SELECT c.number AS claim, e.place, e.target AS iri, n.place + 1 AS level, f.judge, f.created, f.comment
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
JOIN rating_facts AS f ON e.target = f.node
JOIN concepts AS n ON f.certainty = n.name AND n.property = 'ldn:certainty'
WHERE e.property = 'ldn:certaintyRating'
