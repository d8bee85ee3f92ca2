-- A row is another name of an entity.
SELECT e.number AS entity, t.place, t.value AS name, t.suffix AS name_suffix
FROM texts AS t
JOIN entity_facts AS e ON t.node = e.node
WHERE t.property = 'skos:altLabel'
