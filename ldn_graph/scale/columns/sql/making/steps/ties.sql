-- A row is a source and another that is read where it is.
SELECT e.node, e.target AS other
FROM edges AS e
WHERE e.property IN (
    'ldn:reviewOf', 'ldn:sameStudyAs', 'dcterms:isVersionOf', 'ldn:protocolOf', 'ldn:correctionOf', 'ldn:mayOverlap'
)
UNION
SELECT node, other FROM papers
