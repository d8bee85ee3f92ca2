-- A row is an assessment of the risk of bias of a source, with its number.
SELECT
    row_number() OVER (ORDER BY f.number, e.place) - 1 AS number,
    f.number AS source,
    e.place,
    e.target AS node
FROM edges AS e
JOIN source_facts AS f ON e.node = f.node
WHERE e.property = 'ldn:riskOfBias'
