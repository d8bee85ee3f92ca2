-- A row is a node that is a person's rating of certainty or of publication bias, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'ldn:certainty' THEN s.value END) AS certainty,
    max(CASE WHEN s.property = 'ldn:suspected' THEN s.value END) AS suspected,
    max(CASE WHEN s.property = 'prov:wasAttributedTo' THEN s.value END) AS judge,
    max(CASE WHEN s.property = 'dcterms:created' THEN s.value END) AS created,
    max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment
FROM said AS s
JOIN (
    SELECT DISTINCT e.target AS node
    FROM edges AS e
    JOIN claim_facts AS c ON e.node = c.node
    WHERE e.property IN ('ldn:certaintyRating', 'ldn:publicationBias')
) AS r ON s.node = r.node
GROUP BY s.node
