-- A row is a notice about a source.
SELECT f.number AS source, n.place, n.kind, n.date, n.reason, n.doi
FROM told_notices AS n
JOIN source_facts AS f ON n.node = f.node
