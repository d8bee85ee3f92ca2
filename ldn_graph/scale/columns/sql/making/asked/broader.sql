-- A row is a node and one that is broader.
SELECT node, target FROM edges WHERE property = 'skos:broader' ORDER BY node, place
