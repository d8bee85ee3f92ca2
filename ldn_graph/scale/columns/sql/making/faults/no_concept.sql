-- A row is a node with a term that its property does not take.
SELECT s.node, concat(s.property, ' is ', s.value) AS what
FROM (
    SELECT u.property, u.value
    FROM (
        SELECT DISTINCT property, value FROM said WHERE how IN ('concept', 'concepts') AND property <> 'rdf:type'
    ) AS u
    LEFT JOIN concepts AS c ON u.property = c.property AND u.value = c.name
    WHERE c.name IS NULL
) AS wrong
JOIN said AS s ON s.property = wrong.property AND s.value = wrong.value
JOIN reached AS r ON s.node = r.node
JOIN readings AS k ON r.kind = k.kind AND s.property = k.property
