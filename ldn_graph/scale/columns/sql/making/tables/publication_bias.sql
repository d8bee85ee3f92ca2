-- A row is whether a person suspects that results on a claim were kept back.
SELECT
    c.number AS claim,
    e.place,
    e.target AS iri,
    coalesce(f.suspected IN ('true', '1'), FALSE) AS suspected,
    f.judge,
    f.created,
    f.comment
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
JOIN rating_facts AS f ON e.target = f.node
WHERE e.property = 'ldn:publicationBias'
