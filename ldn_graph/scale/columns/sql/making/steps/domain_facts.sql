-- A row is a node that is the assessment of a domain, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'ldn:riskOfBiasDomain' THEN s.value END) AS domain,
    max(CASE WHEN s.property = 'ldn:riskOfBiasJudgement' THEN s.value END) AS judgement,
    max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment
FROM said AS s
JOIN (
    SELECT DISTINCT e.target AS node
    FROM edges AS e
    JOIN source_risks AS r ON e.node = r.node
    WHERE e.property = 'ldn:domainAssessment'
) AS d ON s.node = d.node
GROUP BY s.node
