-- One row a mechanism or outcome on which a claim is made in a condition: these two by the places of their ids.
SELECT c.number AS claim, w.place AS condition, e.place AS mechanism
FROM claims AS c
JOIN entity_places AS w ON w.number = c.condition
JOIN entity_places AS e ON e.number = c.subject
WHERE e.shareable
UNION
SELECT c.number AS claim, w.place AS condition, e.place AS mechanism
FROM claims AS c
JOIN entity_places AS w ON w.number = c.condition
JOIN entity_places AS e ON e.number = c.object
WHERE e.shareable
