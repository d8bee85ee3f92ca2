-- A row is what a source is to another.
SELECT f.number AS source, split_part(e.property, ':', 2) AS link, e.place, e.target AS iri, o.number AS other
FROM edges AS e
JOIN source_facts AS f ON e.node = f.node
LEFT JOIN source_facts AS o ON e.target = o.node
WHERE e.property IN (
    'ldn:reviewOf', 'ldn:sameStudyAs', 'dcterms:isVersionOf', 'ldn:protocolOf', 'ldn:correctionOf', 'ldn:mayOverlap',
    'cito:cites'
)
