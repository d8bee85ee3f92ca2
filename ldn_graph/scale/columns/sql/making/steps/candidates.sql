-- A row is a node that is, or may be read as, a source: typed one, or named where sources are named.
SELECT node FROM nodes WHERE is_source
UNION
SELECT d.node
FROM edges AS e
JOIN nodes AS d ON e.target = d.node
WHERE e.property IN (
    'prov:wasDerivedFrom', 'cito:citesAsEvidence', 'ldn:reportsOn', 'ldn:reviewOf', 'ldn:sameStudyAs',
    'dcterms:isVersionOf', 'ldn:protocolOf', 'ldn:correctionOf', 'ldn:mayOverlap'
)
