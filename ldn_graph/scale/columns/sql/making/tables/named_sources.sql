-- A row is somebody whom the article names for a claim.
SELECT c.number AS claim, t.place, t.value AS name, written(t.value, t.suffix) AS name_nt
FROM texts AS t
JOIN claim_facts AS c ON t.node = c.node
WHERE t.property = 'ldn:namedSource'
