-- A row is a statement of a node that may say more than once what is read once.
SELECT s.n, s.node, s.property, s.how, s.value, s.suffix
FROM statements AS s
JOIN nodes AS d ON s.node = d.node
WHERE d.doubled AND s.bit > 0
