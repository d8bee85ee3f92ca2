-- A row is a candidate with what it is told from others by.
SELECT
    s.node,
    min(d.first_n) AS first_n,
    max(CASE WHEN d.is_source THEN 1 ELSE 0 END) = 1 AS is_source,
    max(CASE WHEN s.property = 'bibo:doi' THEN s.value END) AS doi,
    max(CASE WHEN s.property = 'bibo:pmid' THEN s.value END) AS pmid,
    min(CASE WHEN s.property = 'foaf:page' THEN s.value END) AS page,
    max(CASE WHEN s.property = 'dcterms:isPartOf' THEN s.value END) AS container
FROM said AS s
JOIN candidates AS c ON s.node = c.node
JOIN nodes AS d ON s.node = d.node
WHERE s.property IN ('bibo:doi', 'bibo:pmid', 'foaf:page', 'dcterms:isPartOf', 'dcterms:identifier')
GROUP BY s.node
