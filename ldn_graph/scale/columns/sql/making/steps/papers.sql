-- A row is a source and another record of its paper: one that is typed a source and shares an identifier of it.
SELECT DISTINCT a.node, b.node AS other
FROM keys AS a
JOIN keys AS b ON a.key = b.key AND a.node <> b.node
WHERE a.paper AND b.paper AND b.is_source
