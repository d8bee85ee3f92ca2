-- A row is a source that bears on a claim and another that is said to report its study, in the order of lines.
SELECT e.node, e.target
FROM edges AS e
JOIN bearing AS b ON e.node = b.node
WHERE e.property IN ('ldn:sameStudyAs', 'dcterms:isVersionOf', 'ldn:protocolOf', 'ldn:correctionOf')
ORDER BY
    b.line,
    CASE e.property
        WHEN 'ldn:sameStudyAs' THEN 0
        WHEN 'dcterms:isVersionOf' THEN 1
        WHEN 'ldn:protocolOf' THEN 2
        ELSE 3
    END,
    e.place
