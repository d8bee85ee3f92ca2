-- A row is a node that points to one that must be described, and is not.
SELECT e.node, concat(e.property, ' leads to what is not described') AS what
FROM edges AS e
JOIN reached AS r ON e.node = r.node
JOIN readings AS k ON r.kind = k.kind AND e.property = k.property
LEFT JOIN nodes AS d ON e.target = d.node
WHERE d.node IS NULL AND e.property IN (
    'ldn:quantity', 'ldn:statedAt', 'ldn:usesResult', 'ldn:result', 'ldn:arm', 'ldn:riskOfBias',
    'ldn:domainAssessment', 'ldn:otherJudgement', 'ldn:certaintyRating', 'ldn:publicationBias', 'ldn:foundAt'
)
UNION ALL
SELECT q.passage, 'oa:hasSelector leads to what is not described'
FROM line_quotes AS q
LEFT JOIN nodes AS d ON q.selector = d.node
WHERE q.selector IS NOT NULL AND d.node IS NULL
UNION ALL
SELECT c.node, 'its subject, object or condition is not described'
FROM claim_facts AS c
LEFT JOIN nodes AS s ON c.subject = s.node
LEFT JOIN nodes AS o ON c.object = o.node
LEFT JOIN nodes AS x ON c.context = x.node
WHERE (c.subject IS NOT NULL AND s.node IS NULL) OR (c.object IS NOT NULL AND o.node IS NULL)
    OR (c.context IS NOT NULL AND x.node IS NULL)
UNION ALL
SELECT f.node, 'its source is no ldn:Source'
FROM line_facts AS f
LEFT JOIN nodes AS d ON f.source = d.node
WHERE f.source IS NOT NULL AND (d.node IS NULL OR NOT d.is_source)
