-- A row is an entity that claims are about, with its number and what it says once.
SELECT
    row_number() OVER (ORDER BY natural_text(id), id, node) - 1 AS number,
    facts.*
FROM (
    SELECT
        s.node,
        local_id(s.node) AS id,
        max(CASE WHEN s.property = 'rdfs:label' THEN s.value END) AS label,
        max(CASE WHEN s.property = 'rdfs:label' THEN s.suffix END) AS label_suffix,
        min(CASE WHEN s.property = 'rdf:type' THEN k.place END) AS kind
    FROM said AS s
    JOIN (
        SELECT subject AS node FROM claim_facts WHERE subject IS NOT NULL
        UNION SELECT object FROM claim_facts WHERE object IS NOT NULL
        UNION SELECT context FROM claim_facts WHERE context IS NOT NULL
    ) AS e ON s.node = e.node
    LEFT JOIN kinds AS k ON s.value = k.name AND s.property = 'rdf:type'
    GROUP BY s.node
) AS facts
