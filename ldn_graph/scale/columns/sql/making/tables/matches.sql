-- A row is a term of an ontology that an entity is matched to: the nearest first.
SELECT
    n.number AS entity,
    row_number() OVER (
        PARTITION BY n.number
        ORDER BY
            CASE e.property
                WHEN 'skos:exactMatch' THEN 0
                WHEN 'skos:closeMatch' THEN 1
                WHEN 'skos:broadMatch' THEN 2
                ELSE 3
            END,
            e.place
    ) - 1 AS place,
    e.target AS iri
FROM edges AS e
JOIN entity_facts AS n ON e.node = n.node
WHERE e.property IN ('skos:exactMatch', 'skos:closeMatch', 'skos:broadMatch', 'skos:narrowMatch')
