-- A row is a node that is an assessment of a risk of bias, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'ldn:riskOfBiasTool' THEN s.value END) AS tool,
    max(CASE WHEN s.property = 'ldn:riskOfBiasJudgement' THEN s.value END) AS judgement,
    max(CASE WHEN s.property = 'ldn:assessedResult' THEN s.value END) AS result,
    max(CASE WHEN s.property = 'prov:wasAttributedTo' THEN s.value END) AS judge,
    max(CASE WHEN s.property = 'dcterms:created' THEN s.value END) AS created,
    max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment
FROM said AS s
JOIN (SELECT DISTINCT node FROM source_risks) AS r ON s.node = r.node
GROUP BY s.node
