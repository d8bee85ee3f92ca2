-- A row is an article, described in the graph, that makes a claim.
SELECT c.number AS claim, row_number() OVER (PARTITION BY c.number ORDER BY e.place) - 1 AS place, f.number AS source
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
JOIN source_facts AS f ON e.target = f.node
WHERE e.property = 'prov:wasDerivedFrom'
