-- A row is a node that is a group of results, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'rdfs:label' THEN s.value END) AS label,
    max(CASE WHEN s.property = 'ldn:events' THEN s.value END) AS events,
    max(CASE WHEN s.property = 'ldn:people' THEN s.value END) AS people
FROM said AS s
JOIN (
    SELECT DISTINCT e.target AS node
    FROM edges AS e
    JOIN result_facts AS r ON e.node = r.node
    WHERE e.property = 'ldn:arm'
) AS a ON s.node = a.node
GROUP BY s.node
