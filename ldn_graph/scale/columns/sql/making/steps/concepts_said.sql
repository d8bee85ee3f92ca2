-- A row is a node with those terms of a property that may have several, in the order of their scheme.
SELECT s.node, s.property, string_agg(s.value, ' ' ORDER BY c.place) AS names
FROM (SELECT DISTINCT node, property, value FROM said WHERE how = 'concepts' AND property <> 'rdf:type') AS s
JOIN concepts AS c ON s.property = c.property AND s.value = c.name
GROUP BY s.node, s.property
