-- A row is a node that is another reader's judgement of evidence lines, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'ldn:bearing' THEN s.value END) AS bearing,
    max(CASE WHEN s.property = 'ldn:directness' THEN s.value END) AS directness,
    max(CASE WHEN s.property = 'prov:wasAttributedTo' THEN s.value END) AS judge,
    max(CASE WHEN s.property = 'dcterms:created' THEN s.value END) AS created,
    max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment
FROM said AS s
JOIN (
    SELECT DISTINCT e.target AS node
    FROM edges AS e
    JOIN line_facts AS l ON e.node = l.node
    WHERE e.property = 'ldn:otherJudgement'
) AS j ON s.node = j.node
GROUP BY s.node
