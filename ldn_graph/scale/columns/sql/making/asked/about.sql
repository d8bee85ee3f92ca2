-- A row is a statement about a wanted node, as it was written.
SELECT s.node, s.property, s.how, s.value, s.suffix
FROM statements AS s
JOIN wanted AS w ON s.node = w.node
WHERE s.how <> ''
ORDER BY s.n
