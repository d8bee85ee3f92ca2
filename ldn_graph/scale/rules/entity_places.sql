-- One row an entity: its id, the place of this in the order of all ids, and whether it is what conditions may share.
SELECT
    number,
    id,
    DENSE_RANK() OVER (ORDER BY id) AS place,
    kind IN ('Mechanism', 'Outcome') AS shareable
FROM entities
