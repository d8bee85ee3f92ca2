-- A row is a passage of the article in which a claim stands, with the first selector that says where it begins.
SELECT c.number AS claim, e.place, e.target AS node, w.selector
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
LEFT JOIN (
    SELECT node, target AS selector, row_number() OVER (PARTITION BY node ORDER BY place) AS nth
    FROM edges
    WHERE property = 'oa:hasSelector' AND target IN (SELECT node FROM statements WHERE property = 'oa:start')
) AS w ON e.target = w.node AND w.nth = 1
WHERE e.property = 'ldn:statedAt'
