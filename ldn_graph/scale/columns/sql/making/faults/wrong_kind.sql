-- A row is a text where the model asks for a node, or a node where it asks for a text of the project's own vocabulary.
SELECT s.node, concat(s.property, CASE WHEN s.suffix IS NULL THEN ' is no text' ELSE ' is a text' END) AS what
FROM statements AS s
JOIN reached AS r ON s.node = r.node
JOIN readings AS k ON r.kind = k.kind AND s.property = k.property
WHERE (s.suffix IS NOT NULL AND s.how IN ('iri', 'iris', 'concept', 'concepts'))
    OR (s.suffix IS NULL AND (
        s.how = 'flag'
        OR (s.how IN ('text', 'texts', 'number', 'whole') AND starts_with(s.property, 'ldn:'))
    ))
