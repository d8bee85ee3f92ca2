-- A row is a group of a result.
SELECT
    r.number AS result,
    e.place,
    e.target AS iri,
    a.label,
    CAST(split_part(ltrim(a.events, '+'), '.', 1) AS BIGINT) AS events,
    CAST(split_part(ltrim(a.people, '+'), '.', 1) AS BIGINT) AS people
FROM edges AS e
JOIN result_facts AS r ON e.node = r.node
JOIN arm_facts AS a ON e.target = a.node
WHERE e.property = 'ldn:arm'
