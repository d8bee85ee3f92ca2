-- A row is an evidence line or search of a claim, with its place among the claim's lines or searches.
SELECT
    c.number AS claim,
    e.target AS node,
    d.is_search,
    row_number() OVER (PARTITION BY c.number, d.is_search ORDER BY e.place) - 1 AS place
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
JOIN nodes AS d ON e.target = d.node
WHERE e.property = 'biolink:has_evidence' AND (d.is_line OR d.is_search)
