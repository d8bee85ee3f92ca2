-- A row is how a domain of a risk of bias was judged.
SELECT r.number AS risk, e.place, e.target AS iri, f.domain, f.judgement, f.comment
FROM edges AS e
JOIN source_risks AS r ON e.node = r.node
JOIN domain_facts AS f ON e.target = f.node
WHERE e.property = 'ldn:domainAssessment'
