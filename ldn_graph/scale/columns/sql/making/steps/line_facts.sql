-- A row is a node that is an evidence line of claims, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'ldn:source' THEN s.value END) AS source,
    max(CASE WHEN s.property = 'ldn:bearing' THEN s.value END) AS bearing,
    max(CASE WHEN s.property = 'ldn:directness' THEN s.value END) AS directness,
    max(CASE WHEN s.property = 'ldn:studyDesign' THEN s.value END) AS design,
    max(CASE WHEN s.property = 'ldn:nullWithoutInterval' THEN s.value END) AS null_without_interval,
    max(CASE WHEN s.property = 'ldn:reviewedDesign' THEN s.value END) AS reviewed_design,
    max(CASE WHEN s.property = 'ldn:reviewedStudies' THEN s.value END) AS reviewed_studies,
    max(CASE WHEN s.property = 'ldn:finding' THEN s.value END) AS finding,
    max(CASE WHEN s.property = 'ldn:adoptedBecause' THEN s.value END) AS adopted_because,
    max(CASE WHEN s.property = 'prov:wasAttributedTo' THEN s.value END) AS judge,
    max(CASE WHEN s.property = 'dcterms:created' THEN s.value END) AS created,
    max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment
FROM said AS s
JOIN (SELECT DISTINCT node FROM claim_lines) AS l ON s.node = l.node
GROUP BY s.node
