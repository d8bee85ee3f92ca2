-- A row is a value of who made a source.
SELECT s.node, s.value, s.suffix
FROM statements AS s
JOIN found_sources AS f ON s.node = f.node
WHERE s.property = 'dc:creator'
ORDER BY s.node
