-- A row is what a claim is argued from.
SELECT c.number AS claim, e.place, e.target AS iri, p.number AS premise
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
LEFT JOIN claim_facts AS p ON e.target = p.node
WHERE e.property = 'ldn:restsOn'
