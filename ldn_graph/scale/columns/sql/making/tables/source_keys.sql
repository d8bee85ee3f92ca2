-- A row is an identifier of a source in its plain form.
SELECT f.number AS source, k.key, k.paper
FROM keys AS k
JOIN source_facts AS f ON k.node = f.node
