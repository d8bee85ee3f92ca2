-- A row is how another reader judged an evidence line.
SELECT
    l.number AS line,
    e.place,
    e.target AS iri,
    j.bearing,
    j.directness,
    coalesce(i.names, '') AS indirectness,
    j.judge,
    j.created,
    j.comment
FROM edges AS e
JOIN claim_lines AS l ON e.node = l.node
JOIN judgement_facts AS j ON e.target = j.node
LEFT JOIN concepts_said AS i ON e.target = i.node AND i.property = 'ldn:indirectness'
WHERE e.property = 'ldn:otherJudgement'
