-- A row is a node that is an evidence search of claims, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment,
    max(CASE WHEN s.property = 'ldn:searchedIn' THEN s.value END) AS searched_in,
    max(CASE WHEN s.property = 'dcterms:created' THEN s.value END) AS created
FROM said AS s
JOIN (SELECT DISTINCT node FROM evidence WHERE is_search) AS e ON s.node = e.node
GROUP BY s.node
