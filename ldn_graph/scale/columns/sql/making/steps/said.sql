-- A row is a statement that is read: of what is read once, a node has one.
SELECT s.n, s.node, s.property, s.how, s.value, s.suffix
FROM statements AS s
LEFT JOIN unread AS u ON s.n = u.n
WHERE u.n IS NULL
