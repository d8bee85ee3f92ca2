-- A row is a source that the articles cite for a claim.
SELECT c.number AS claim, e.place, e.target AS iri, f.number AS source
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
LEFT JOIN source_facts AS f ON e.target = f.node
WHERE e.property = 'cito:citesAsEvidence'
