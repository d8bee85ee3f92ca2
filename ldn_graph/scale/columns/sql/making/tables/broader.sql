-- A row is a node that is broader than an entity.
SELECT e.number AS entity, a.place, a.iri
FROM above AS a
JOIN entity_facts AS e ON a.node = e.node
